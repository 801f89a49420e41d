"""The backend's settings that a choice decides, and those that name a place it writes to."""

from __future__ import annotations

from collections.abc import Mapping

from generators.guide.volume_mounts import below
from generators.plan import Plan

ACCOUNT = "secrets.superuser.passwordKey"

# A further setting of the same name would win over the choice in silence.
DECIDED: Mapping[str, str] = {
    "SKILLFLAW_BACKEND_ONLY": "topology.pattern",
    "SKILLFLAW_CACHE_TYPE": "redis.mode",
    "SKILLFLAW_CONFIG_DIR": "storage.configDir",
    "SKILLFLAW_DATABASE_URL": "database.mode",
    "SKILLFLAW_DB_CONNECTION_SETTINGS": "database.poolSize",
    "SKILLFLAW_HOST": "release.ipFamilies",
    "SKILLFLAW_MAX_FILE_SIZE_UPLOAD": "scaling.backend.maxUploadMb",
    "SKILLFLAW_MCP_SERVER_ENABLED": "topology.mcp",
    "SKILLFLAW_PORT": "topology.pattern",
    "SKILLFLAW_REDIS_CACHE_EXPIRE": "redis.ttlSeconds",
    "SKILLFLAW_REDIS_DB": "redis.db",
    "SKILLFLAW_REDIS_HOST": "redis.host",
    "SKILLFLAW_REDIS_PORT": "redis.port",
    "SKILLFLAW_REDIS_URL": "redis.urlSecret.name",
    "SKILLFLAW_SECRET_KEY_FILE": "secrets.keyFile.mountPath",
    "SKILLFLAW_SUPERUSER": "secrets.superuser.name",
    "SKILLFLAW_WORKERS": "scaling.backend.workers",
    "SKILLFLAW_WORKER_TIMEOUT": "scaling.backend.longestFlowSeconds",
}

# What libpq reads where the Secret holds user and password as two keys.
IN_PARTS: Mapping[str, str] = {
    "PGUSER": "database.urlSecret.parts",
    "PGPASSWORD": "database.urlSecret.parts",
}

# In capitals and in lower case: clients differ in which they read.
PROXIES: Mapping[str, str] = {
    spelling: f"operations.proxy.{choice}"
    for name, choice in (("HTTP_PROXY", "http"), ("HTTPS_PROXY", "https"), ("NO_PROXY", "noProxy"))
    for spelling in (name, name.lower())
}
AUTHORITIES: Mapping[str, str] = dict.fromkeys(
    (
        "SSL_CERT_FILE",
        "REQUESTS_CA_BUNDLE",
        "CURL_CA_BUNDLE",
        "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
        "NODE_EXTRA_CA_CERTS",
    ),
    "operations.extraCa.name",
)


def decided(plan: Plan) -> Mapping[str, str]:
    """Give the choice that decides each variable which the bundle sets itself."""
    in_parts = plan.database.mode == "external" and plan.database.url_secret.parts
    return {
        **DECIDED,
        "SKILLFLAW_SUPERUSER_PASSWORD": ACCOUNT,
        **(IN_PARTS if in_parts else {}),
        **(PROXIES if plan.operations.proxy.used else {}),
        **(AUTHORITIES if plan.operations.extra_ca.name else {}),
    }


# Settings whose value is a directory or a file that the backend writes.
WRITTEN = frozenset(
    {
        "HF_HOME",
        "SKILLFLAW_ALEMBIC_LOG_FILE",
        "SKILLFLAW_KNOWLEDGE_BASES_DIR",
        "SKILLFLAW_LOG_FILE",
        "TMPDIR",
        "XDG_CACHE_HOME",
    }
)


def truth(plan: Plan, name: str) -> bool | None:
    """Read a setting as yes or no, as pydantic does; ``None`` where it is not set or neither."""
    text = plan.operations.settings.get(name, "").strip().lower()
    if text in ("true", "1", "yes", "on", "t", "y"):
        return True
    return False if text in ("false", "0", "no", "off", "f", "n") else None


def writable(plan: Plan, path: str) -> bool:
    """Tell whether the backend may write to a path: a mount, or anywhere if the root is open."""
    operations = plan.operations
    if not operations.read_only_root_filesystem or not path.startswith("/"):
        return True
    mounted = (volume.mount_path for volume in operations.volumes if not volume.read_only)
    places = ("/tmp", plan.storage.config_dir, *operations.writable_paths, *mounted)  # noqa: S108 - the pod's
    return any(below(mount, path) for mount in places)
