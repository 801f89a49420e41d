"""How the backend reaches PostgreSQL, whoever runs it: address, URL, CA, and what is waited for."""

from __future__ import annotations

from urllib.parse import quote

from generators.manifests.ca_file import CaFile
from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.manifests.waiting import wait_for
from generators.plan import Plan

OWNER = "skillflaw"
PORT = 5432
POOLER = "postgres-pooler-rw"

# The variables of libpq.
USER = "PGUSER"
PASSWORD = "PGPASSWORD"  # noqa: S105 - the name of a variable

# What address, URL and certificate of PostgreSQL are made from.
CHOICES = (
    "database.mode",
    "database.host",
    "database.port",
    "database.name",
    "database.sslMode",
    "database.urlSecret.name",
    "database.urlSecret.key",
    "database.urlSecret.parts",
    "database.urlSecret.usernameKey",
    "database.urlSecret.passwordKey",
    "database.caSecret.name",
    "database.caSecret.key",
    "database.pooler.mode",
)

CA_DIRECTORY = "/run/secrets/database-ca"
CA_FILE = f"{CA_DIRECTORY}/ca.crt"

# Made by CloudNativePG for a Cluster named postgres:
# https://cloudnative-pg.io/documentation/current/applications/
OPERATOR_SECRET = "postgres-app"  # noqa: S105 - the name of a Secret
OPERATOR_CA = "postgres-ca"
SERVER_CERTIFICATE = "postgres-tls"


def pooled(plan: Plan) -> bool:
    """Tell whether a PgBouncer of CloudNativePG stands before the cluster."""
    return plan.database.mode == "cloudnative-pg" and plan.database.pooler.mode != "none"


def operator_made(plan: Plan) -> bool:
    """Tell whether the credentials are those that CloudNativePG makes."""
    return plan.database.mode == "cloudnative-pg" and plan.database.url_secret.unchosen


def address(plan: Plan, *, direct: bool = False) -> tuple[str, int]:
    """Name the host and port of the primary; ``direct`` passes by the pooler."""
    if plan.database.mode == "external":
        return plan.database.host, plan.database.port
    if plan.database.mode == "in-cluster":
        return "postgres", PORT
    return (POOLER if pooled(plan) and not direct else "postgres-rw"), PORT


def url(plan: Plan, user: str, password: str, *, direct: bool = False) -> str:
    """Write the database URL; ``user`` and ``password`` are placeholders, put in as they are."""
    host, port = address(plan, direct=direct)
    bracketed = f"[{host}]" if ":" in host else host
    name = quote(plan.database.name, safe="")
    mode = plan.database.ssl_mode if plan.database.mode == "external" else "verify-full"
    root = f"&sslrootcert={CA_FILE}" if authority(plan) else ""
    return f"postgresql://{user}:{password}@{bracketed}:{port}/{name}?sslmode={mode}{root}"


def authority(plan: Plan) -> CaFile | None:
    """Name the Secret and key of the certificate that the server's is checked against."""
    if plan.database.mode == "cloudnative-pg":
        return _ca_file(OPERATOR_CA, "ca.crt")
    if plan.database.mode == "in-cluster":
        return _ca_file(SERVER_CERTIFICATE, "tls.crt")
    ca_secret = plan.database.ca_secret
    verified = plan.database.ssl_mode in ("verify-ca", "verify-full")
    return (
        _ca_file(ca_secret.name, ca_secret.key or "ca.crt") if verified and ca_secret.name else None
    )


def _ca_file(secret: str, key: str) -> CaFile:
    return CaFile("database-ca", CA_DIRECTORY, secret, key)


def environment(plan: Plan, *, direct: bool = False) -> list[Manifest]:
    """List the environment entries that end in ``SKILLFLAW_DATABASE_URL``.

    The operator's own URL knows neither the pooler nor the CA, so the URL is put together from its
    user and password, which are letters and digits. The order matters: a variable can only use
    those before it.
    """
    if in_parts(plan):
        return _in_parts(plan)
    if not operator_made(plan):
        secret = plan.database.url_secret
        return [_from_secret("SKILLFLAW_DATABASE_URL", secret.name, secret.key)]
    composed = url(plan, "$(POSTGRES_APP_USERNAME)", "$(POSTGRES_APP_PASSWORD)", direct=direct)
    return [
        _from_secret("POSTGRES_APP_USERNAME", OPERATOR_SECRET, "username"),
        _from_secret("POSTGRES_APP_PASSWORD", OPERATOR_SECRET, "password"),
        {"name": "SKILLFLAW_DATABASE_URL", "value": composed},
    ]


def in_parts(plan: Plan) -> bool:
    """Tell whether the Secret has user and password as two keys, and no URL."""
    return plan.database.mode == "external" and plan.database.url_secret.parts


def _in_parts(plan: Plan) -> list[Manifest]:
    """List the variables for a Secret with user and password.

    Kubernetes cannot percent-encode a value that it puts into another, and in a URL a password with
    “@” or “/” means something else. So libpq reads it as it is, from PGPASSWORD:
    https://www.postgresql.org/docs/current/libpq-envars.html
    """
    secret = plan.database.url_secret
    return [
        _from_secret(USER, secret.name, secret.username_key),
        _from_secret(PASSWORD, secret.name, secret.password_key),
        {"name": "SKILLFLAW_DATABASE_URL", "value": _without_password(plan)},
    ]


def _without_password(plan: Plan) -> str:
    # The name of the database is not ours to let Kubernetes expand: `$` begins a reference.
    written = url(plan, "USER", "PASSWORD").replace("$", "$$")
    return written.replace("USER:PASSWORD@", f"$({USER})@", 1)


def _from_secret(variable: str, name: str, key: str) -> Manifest:
    return {"name": variable, "valueFrom": {"secretKeyRef": {"name": name, "key": key}}}


def volumes(plan: Plan) -> list[Manifest]:
    """List the volume of the CA, where the server's certificate is verified with one."""
    ca_file = authority(plan)
    return ca_file.volumes if ca_file else []


def mounts(plan: Plan) -> list[Manifest]:
    """List the mount of the CA, at the fixed path that the URL names."""
    ca_file = authority(plan)
    return ca_file.mounts if ca_file else []


def waits(plan: Plan, *, direct: bool = False) -> list[Manifest]:
    """List the init container that waits for PostgreSQL; none where no host is known."""
    host, port = address(plan, direct=direct)
    return [wait_for(plan, "database", host, port)] if host else []


def backend_patch(plan: Plan, component: str) -> Patch:
    """Make the patch that connects the backend to PostgreSQL."""
    container: Manifest = {"name": "backend", "env": environment(plan)}
    pod: Manifest = {"containers": [container]}
    if waits(plan):
        pod["initContainers"] = waits(plan)
    if authority(plan):
        container["volumeMounts"] = mounts(plan)
        pod["volumes"] = volumes(plan)
    return Patch(
        path=f"components/{component}/backend.yaml",
        content=(
            {
                "apiVersion": "apps/v1",
                "kind": "Deployment",
                "metadata": {"name": "skillflaw-backend"},
                "spec": {"template": {"spec": pod}},
            },
        ),
        why="The database URL comes from a Secret because it contains the password. The pod "
        "waits until PostgreSQL accepts connections.",
        choices=(*CHOICES, "scaling.helperLimits"),
        guide=("state.database", "postgres.core", "security.secrets"),
    )
