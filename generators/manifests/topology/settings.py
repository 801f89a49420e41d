"""The settings of the backend itself, apart from its data stores and its state directory."""

from __future__ import annotations

from generators.plan import Plan

# Below it a slow first start, with its migrations, is taken for a worker that hangs.
LEAST_WORKER_TIMEOUT = 300

# The pod's own network. On Linux a socket on :: takes IPv4 too.
EVERY_INTERFACE = {"ipv4": "0.0.0.0", "ipv6": "::", "dual": "::"}  # noqa: S104 - in the pod

CHOICES = (
    "topology.pattern",
    "release.ipFamilies",
    "topology.mcp",
    "scaling.backend.replicas",
    "scaling.backend.autoscaling.enabled",
    "scaling.backend.autoscaling.maxReplicas",
    "scaling.backend.workers",
    "scaling.backend.longestFlowSeconds",
    "scaling.backend.maxUploadMb",
    "secrets.keyFile.key",
    "secrets.keyFile.mountPath",
    "ingress.hosts.api",
    "ingress.hosts.ui",
    "tls.mode",
)


def backend_settings(plan: Plan) -> dict[str, str]:
    """Write every setting that has a value; an empty one would stop the backend at its start."""
    backend = plan.scaling.backend
    key = plan.secrets.key_file
    settings = {
        # The default is localhost, where no probe and no Service would find it.
        "SKILLFLAW_HOST": EVERY_INTERFACE[plan.release.ip_families],
        "SKILLFLAW_PORT": "7860",
        "SKILLFLAW_BACKEND_ONLY": "true",
        "SKILLFLAW_WORKERS": str(backend.workers),
        "SKILLFLAW_WORKER_TIMEOUT": str(max(backend.longest_flow_seconds, LEAST_WORKER_TIMEOUT)),
        "SKILLFLAW_MAX_FILE_SIZE_UPLOAD": str(backend.max_upload_mb),
        "SKILLFLAW_EVENT_DELIVERY": _event_delivery(plan),
        "SKILLFLAW_SECRET_KEY_FILE": f"{key.mount_path}/{key.key}",
        "SKILLFLAW_AUTO_LOGIN": "false",
        "SKILLFLAW_ENABLE_SUPERUSER_CLI": "false",
        "SKILLFLAW_WEBHOOK_AUTH_ENABLE": "true",
        "SKILLFLAW_MCP_SERVER_ENABLED": str(plan.topology.mcp).lower(),
        "SKILLFLAW_CORS_ORIGINS": _origin(plan),
        "SKILLFLAW_LOG_LEVEL": "INFO",
        "SKILLFLAW_LOG_ENV": "container_json",
        # The other place is inside the image.
        "SKILLFLAW_ALEMBIC_LOG_TO_STDOUT": "true",
    }
    return {name: value for name, value in settings.items() if value}


def _event_delivery(plan: Plan) -> str:
    """Deliver a build's events in its own answer where another process may get the next call."""
    alone = plan.scaling.backend.most == 1 and plan.scaling.backend.workers == 1
    return "" if alone else "direct"


def _origin(plan: Plan) -> str:
    """Name the one origin whose pages may call the API; unset, every origin on the web may."""
    host = plan.ingress.hosts.ui if plan.topology.web else plan.ingress.hosts.api
    scheme = "http" if plan.tls.mode == "none" else "https"
    return f"{scheme}://{host}" if host else ""
