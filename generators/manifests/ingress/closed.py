"""A Service without pods: where nothing else refuses a path, its requests end here with 503."""

from __future__ import annotations

from generators.manifests.ingress.routes import HOSTS
from generators.manifests.ingress.routes import Service
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import labels

CLOSED = Service("skillflaw-closed", 80, "ingress")


def closed_file(directory: str) -> File:
    """Make the Service; it selects nothing and reserves a name and an address."""
    service: Manifest = {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": CLOSED.name, "labels": labels(CLOSED.component)},
        "spec": {
            "type": "ClusterIP",
            "ports": [{"name": "http", "port": CLOSED.port, "protocol": "TCP"}],
        },
    }
    return File(
        path=f"{directory}/closed.yaml",
        content=(service,),
        why="A Service without pods, so that requests to MCP get 503 and do not reach the backend.",
        choices=("ingress.controller", "ingress.implementation", "topology.mcp", *HOSTS),
        guide=("routing.api",),
    )
