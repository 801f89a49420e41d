"""Mistakes about Secrets, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import OPERATOR
from generators.guide.examples import TRAEFIK
from generators.guide.examples import WEB
from tests.guide.conftest import Said
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("one-secret-for-two-purposes", "error", {"secrets.superuser.usernameKey": "password"}),
    ("one-secret-for-two-purposes", "-", {"redis.urlSecret.name": "skillflaw-database"}),
    (
        "one-secret-for-two-purposes",
        "-",
        {
            "redis.urlSecret.name": "skillflaw-database",
            "redis.urlSecret.key": "SKILLFLAW_DATABASE_URL",
            "redis.mode": "none",
            "scaling.backend.replicas": 1,
        },
    ),
    ("secret-name-already-taken", "error", {**OPERATOR, "secrets.superuser.name": "postgres-app"}),
    ("secret-name-already-taken", "error", {**TRAEFIK, "tls.secrets.api": "skillflaw-cache"}),
    ("secret-name-already-taken", "-", {"secrets.superuser.name": "postgres-app"}),
    ("secret-name-already-taken", "-", {"tls.secrets.api": "skillflaw-cache"}),
    ("key-file-inside-the-state", "error", {"secrets.keyFile.mountPath": "/var/lib/skillflaw"}),
    ("key-file-inside-the-state", "-", {"secrets.keyFile.mountPath": "/var/lib/skillflaw-key"}),
    ("store-unnamed", "-", {"secrets.provider": "external-secrets", "secrets.store.name": "vault"}),
    ("encrypted-and-nobody-decrypts", "error", {"secrets.provider": "sops"}),
    (
        "encrypted-and-nobody-decrypts",
        "-",
        {"secrets.provider": "sops", "operations.gitops": "flux"},
    ),
    ("encrypted-and-nobody-decrypts", "-", {"secrets.provider": "sealed-secrets"}),
    ("secret-as-a-setting", "error", {"operations.settings": {"SKILLFLAW_SECRET_KEY": "x"}}),
    (
        "secret-as-a-setting",
        "error",
        {"operations.settings": {"SKILLFLAW_SUPERUSER_PASSWORD": "x"}},
    ),
    ("secret-as-a-setting", "-", {"operations.settings": {"SKILLFLAW_API_KEY_SOURCE": "db"}}),
    (
        "secret-as-a-setting",
        "-",
        {"operations.settings": {"SKILLFLAW_ACCESS_TOKEN_EXPIRE_SECONDS": "60"}},
    ),
    (
        "one-tls-secret-for-two-certificates",
        "-",
        {
            **WEB,
            "ingress.controller": "traefik",
            "tls.mode": "existing-secret",
            "tls.secrets.api": "wild",
            "tls.secrets.ui": "wild",
        },
    ),
    (
        "one-tls-secret-for-two-certificates",
        "-",
        {**TRAEFIK, "tls.secrets.api": "one", "tls.secrets.ui": "one"},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity
