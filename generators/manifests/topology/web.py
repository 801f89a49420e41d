"""A stateless web server, as the frontend and the docs are."""

from __future__ import annotations

from collections.abc import Mapping

from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.manifests.part import labels
from generators.manifests.part import selector
from generators.manifests.scaling.scale import Scale
from generators.manifests.scaling.scale import resources
from generators.manifests.scaling.scale import spread
from generators.manifests.security import container_security
from generators.manifests.security import pod_security
from generators.manifests.topology.workload import identity
from generators.manifests.topology.workload import image
from generators.manifests.topology.workload import probe
from generators.manifests.topology.workload import read_only_root
from generators.manifests.topology.workload import template_metadata
from generators.manifests.topology.workload import waits_before_stop
from generators.plan import Plan
from generators.plan.image import DocsImage
from generators.plan.image import FrontendImage
from generators.plan.resources import WebResources

WITHDRAWN_SECONDS = 15
GRACE_SECONDS = 45

# Scratch space in MiB. Static files need next to none; the limit also bounds the logs.
REQUEST_MIB = 64
LIMIT_MIB = 512
SCRATCH = {"tmp": ("/tmp", 64), "cache": ("/var/cache/nginx", 128)}  # noqa: S108 - volumes


def web_deployment(
    plan: Plan,
    scale: Scale,
    pinned: FrontendImage | DocsImage,
    size: WebResources,
    env: Mapping[str, str],
) -> Manifest:
    """Make the Deployment of a part that only serves files and holds nothing."""
    component = scale.component
    pod: Manifest = {
        **identity(plan, component),
        "terminationGracePeriodSeconds": GRACE_SECONDS,
        "securityContext": pod_security(plan, volumes=False),
        **spread(plan, scale),
        "containers": [_container(plan, component, pinned, size, env)],
    }
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": f"skillflaw-{component}", "labels": labels(component)},
        "spec": {
            "selector": {"matchLabels": selector(component)},
            "strategy": {
                "type": "RollingUpdate",
                "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0},
            },
            "template": {"metadata": template_metadata(plan, component), "spec": pod},
        },
    }


def _container(
    plan: Plan,
    component: str,
    pinned: FrontendImage | DocsImage,
    size: WebResources,
    env: Mapping[str, str],
) -> Manifest:
    variables = [{"name": name, "value": value} for name, value in env.items()]
    return {
        "name": component,
        **image(pinned.image, movable=not pinned.digest),
        "ports": [{"name": "http", "containerPort": pinned.port, "protocol": "TCP"}],
        **({"env": variables} if variables else {}),
        "livenessProbe": probe("/", period=20, timeout=5, failures=3),
        "readinessProbe": probe("/", period=5, timeout=3, failures=3),
        "lifecycle": waits_before_stop(plan, WITHDRAWN_SECONDS),
        "resources": resources(size, scratch=REQUEST_MIB, scratch_limit=LIMIT_MIB),
        "securityContext": container_security(plan, read_only=False),
    }


def web_root(component: str) -> Patch:
    """Make the patch that closes the root of a web server but for what its Nginx writes."""
    return read_only_root(component, SCRATCH, ())
