"""Exporters for the stores outside the cluster, which Prometheus cannot scrape by itself."""

from __future__ import annotations

from generators.manifests.limits import CHOICE as LIMITED
from generators.manifests.limits import SMALL
from generators.manifests.limits import limited
from generators.manifests.operations.exporter import SECRETS_DIRECTORY
from generators.manifests.operations.exporter import Exporter
from generators.manifests.operations.exporter import wanted
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.part import labels
from generators.manifests.part import selector
from generators.manifests.placement import PLACED_AS_BACKEND
from generators.manifests.placement import PULLED_WITH
from generators.manifests.placement import placement
from generators.manifests.placement import pull_secrets
from generators.manifests.podmonitor import pod_monitor
from generators.manifests.security import container_security
from generators.manifests.security import pod_security
from generators.manifests.topology.workload import image
from generators.plan import Plan
from generators.yaml.loader import Octal


def exporters(plan: Plan) -> Part:
    """Make the exporters that the plan's monitoring of outside stores needs."""
    exporters = wanted(plan)
    return Part(
        files=tuple(_file(plan, exporter) for exporter in exporters),
        secrets=required(plan),
        images=tuple(exporter.image for exporter in exporters),
    )


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secrets that the exporters count on."""
    return tuple(exporter.secret for exporter in wanted(plan))


def _file(plan: Plan, exporter: Exporter) -> File:
    account: Manifest = {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {"name": exporter.name, "labels": labels(exporter.component)},
        "automountServiceAccountToken": False,
    }
    monitor = pod_monitor(plan, exporter.name, exporter.component, selector(exporter.component))
    return File(
        f"components/observability/{exporter.component}.yaml",
        (account, _deployment(plan, exporter), monitor),
        "An exporter in the cluster measures the managed server, with its own account.",
        (
            *exporter.choices,
            *PULLED_WITH,
            *PLACED_AS_BACKEND,
            LIMITED,
            "operations.monitorLabels",
        ),
        exporter.guide,
    )


def _deployment(plan: Plan, exporter: Exporter) -> Manifest:
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": exporter.name, "labels": labels(exporter.component)},
        "spec": {
            "replicas": 1,
            "selector": {"matchLabels": selector(exporter.component)},
            "template": {
                "metadata": {"labels": labels(exporter.component)},
                "spec": {
                    "serviceAccountName": exporter.name,
                    "automountServiceAccountToken": False,
                    "enableServiceLinks": False,
                    **pull_secrets(plan),
                    **placement(plan, "backend"),
                    "securityContext": pod_security(plan, user=exporter.user),
                    "containers": [_container(plan, exporter)],
                    "volumes": [_secret_volume(exporter), *exporter.volumes],
                },
            },
        },
    }


def _secret_volume(exporter: Exporter) -> Manifest:
    """Make the volume with the account: in a file it is in no list of environment variables."""
    keys = [entry.key for entry in exporter.secret.entries]
    return {
        "name": "account",
        "secret": {
            "secretName": exporter.secret.name,
            "defaultMode": Octal(0o440),
            "items": [{"key": key, "path": key} for key in keys],
        },
    }


def _container(plan: Plan, exporter: Exporter) -> Manifest:
    probe: Manifest = {
        "httpGet": {"path": exporter.health, "port": "metrics"},
        "periodSeconds": 15,
        "timeoutSeconds": 5,
    }
    return {
        "name": "exporter",
        **image(exporter.image.name),
        "env": [{"name": name, "value": value} for name, value in exporter.environment.items()],
        "ports": [{"name": "metrics", "containerPort": exporter.port, "protocol": "TCP"}],
        "readinessProbe": probe,
        "livenessProbe": {**probe, "failureThreshold": 6},
        "resources": limited(
            plan,
            {
                "requests": {"cpu": "10m", "memory": "32Mi", "ephemeral-storage": "16Mi"},
                "limits": {"memory": "64Mi", "ephemeral-storage": "64Mi"},
            },
            SMALL,
        ),
        "securityContext": container_security(plan, read_only=True),
        "volumeMounts": [
            {"name": "account", "mountPath": SECRETS_DIRECTORY, "readOnly": True},
            *exporter.mounts,
        ],
    }
