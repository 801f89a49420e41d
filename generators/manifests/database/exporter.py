"""The exporter beside the PostgreSQL server in the cluster."""

from __future__ import annotations

from generators.manifests.database.server import MONITOR
from generators.manifests.images import POSTGRES_EXPORTER
from generators.manifests.limits import SMALL
from generators.manifests.limits import limited
from generators.manifests.part import Manifest
from generators.manifests.security import container_security
from generators.manifests.topology.workload import image
from generators.plan import Plan


def exporter(plan: Plan) -> Manifest:
    """Make the container, which signs in with a role that sees numbers and no data."""
    probe = {"httpGet": {"path": "/", "port": "metrics"}, "periodSeconds": 30, "timeoutSeconds": 5}
    return {
        "name": "exporter",
        **image(POSTGRES_EXPORTER.name),
        "env": [
            {"name": "DATA_SOURCE_URI", "value": "127.0.0.1:5432/postgres?sslmode=require"},
            {"name": "DATA_SOURCE_USER", "value": MONITOR},
            {
                "name": "DATA_SOURCE_PASS_FILE",
                "value": "/run/secrets/monitoring/monitoring-password",
            },
        ],
        "ports": [{"name": "metrics", "containerPort": 9187}],
        "livenessProbe": {**probe, "failureThreshold": 6},
        "readinessProbe": probe,
        "resources": limited(
            plan,
            {
                "requests": {"cpu": "20m", "memory": "32Mi", "ephemeral-storage": "16Mi"},
                "limits": {"memory": "128Mi", "ephemeral-storage": "64Mi"},
            },
            SMALL,
        ),
        "securityContext": container_security(plan, read_only=True),
        "volumeMounts": [
            {"name": "monitoring", "mountPath": "/run/secrets/monitoring", "readOnly": True},
        ],
    }
