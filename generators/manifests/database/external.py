"""PostgreSQL as a managed service, outside the bundle."""

from __future__ import annotations

from generators.manifests.database.connection import CA_FILE
from generators.manifests.database.connection import CHOICES
from generators.manifests.database.connection import authority
from generators.manifests.database.connection import backend_patch
from generators.manifests.database.connection import in_parts
from generators.manifests.database.connection import url
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.plan import Plan

CA = ("database.caSecret.name", "database.caSecret.key")
COMPONENT = "postgres-external"


def external(plan: Plan) -> Part:
    """Connect the backend to a PostgreSQL that somebody else runs."""
    return Part(files=(backend_patch(plan, COMPONENT),), secrets=required(plan), notes=_notes(plan))


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secrets: the URL, and the server's CA where it is checked."""
    return (url_secret(plan), *_ca_secret(plan))


def url_secret(plan: Plan) -> RequiredSecret:
    """Describe the Secret with a database URL that the team writes."""
    secret = plan.database.url_secret
    if in_parts(plan):
        return _parts_secret(plan)
    root = f" The CA is mounted at {CA_FILE}." if authority(plan) else ""
    entry = SecretEntry(
        key=secret.key,
        holds="The URL of the database. sslmode and sslrootcert belong in it, user and password "
        f"are percent-encoded, the scheme is postgresql://.{root}",
        template=url(plan, "USER", "PASSWORD"),
    )
    return RequiredSecret(
        name=secret.name,
        entries=(entry,),
        purpose="The backend reads its database URL from it. The role has to own the database, "
        "because each start of the backend may change the schema.",
        choices=CHOICES,
        guide=("security.secrets", "state.database"),
    )


def _parts_secret(plan: Plan) -> RequiredSecret:
    """Describe the Secret with user and password, from which the pod makes the URL."""
    secret = plan.database.url_secret
    return RequiredSecret(
        name=secret.name,
        entries=(
            SecretEntry(secret.username_key, "The name of the role.", "USER"),
            SecretEntry(secret.password_key, "Its password, as it is.", "PASSWORD"),
        ),
        purpose="The backend signs in to PostgreSQL with it. The role has to own the database, "
        "because each start of the backend may change the schema.",
        choices=CHOICES,
        guide=("security.secrets", "state.database"),
    )


def _ca_secret(plan: Plan) -> tuple[RequiredSecret, ...]:
    ca_file, choices = authority(plan), ("database.mode", "database.sslMode", *CA)
    return (ca_file.required_secret("the server's certificate", choices),) if ca_file else ()


LIBPQ = Note(
    "limit",
    "The user and the password of PostgreSQL are in PGUSER and PGPASSWORD, which every libpq "
    "client in the backend reads. A flow that connects to another PostgreSQL server must name a "
    "user and a password of its own. A role whose name contains a slash, a colon or a percent "
    "sign needs a Secret with the whole URL.",
    ("database.urlSecret.parts",),
    ("security.secrets",),
)


def _notes(plan: Plan) -> tuple[Note, ...]:
    return (
        *((LIBPQ,) if in_parts(plan) else ()),
        Note(
            "manual",
            "Restrict the firewall of the managed PostgreSQL to the cluster. A NetworkPolicy "
            "restricts pods, not the rest of the network.",
            ("database.cidrs",),
            ("security.network",),
        ),
        Note(
            "manual",
            "Backups and failover of the managed PostgreSQL are its provider's part. Find out "
            "the schedule, the retention and who restores, and record them.",
            ("database.backup.schedule", "database.backup.retentionDays"),
            ("postgres.backup", "postgres.failover"),
        ),
    )
