"""Mistakes about Secrets, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import OPERATOR
from generators.guide.examples import TRAEFIK
from generators.guide.examples import WEB
from tests.guide.conftest import FindingsOf
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("secret-used-for-two-purposes", "error", {"secrets.superuser.usernameKey": "password"}),
    ("secret-used-for-two-purposes", "-", {"redis.urlSecret.name": "skillflaw-database"}),
    (
        "secret-used-for-two-purposes",
        "-",
        {
            "redis.urlSecret.name": "skillflaw-database",
            "redis.urlSecret.key": "SKILLFLAW_DATABASE_URL",
            "redis.mode": "none",
            "scaling.backend.replicas": 1,
        },
    ),
    ("secret-name-already-used", "error", {**OPERATOR, "secrets.superuser.name": "postgres-app"}),
    ("secret-name-already-used", "error", {**TRAEFIK, "tls.secrets.api": "skillflaw-cache"}),
    ("secret-name-already-used", "-", {"secrets.superuser.name": "postgres-app"}),
    ("secret-name-already-used", "-", {"tls.secrets.api": "skillflaw-cache"}),
    (
        "secret-key-file-in-state-directory",
        "error",
        {"secrets.keyFile.mountPath": "/var/lib/skillflaw"},
    ),
    (
        "secret-key-file-in-state-directory",
        "-",
        {"secrets.keyFile.mountPath": "/var/lib/skillflaw-key"},
    ),
    (
        "secret-store-missing",
        "-",
        {"secrets.provider": "external-secrets", "secrets.store.name": "vault"},
    ),
    ("sops-decryption-missing", "error", {"secrets.provider": "sops"}),
    (
        "sops-decryption-missing",
        "-",
        {"secrets.provider": "sops", "operations.gitops": "flux"},
    ),
    ("sops-decryption-missing", "-", {"secrets.provider": "sealed-secrets"}),
    ("setting-holds-secret", "error", {"operations.settings": {"SKILLFLAW_SECRET_KEY": "x"}}),
    (
        "setting-holds-secret",
        "error",
        {"operations.settings": {"SKILLFLAW_SUPERUSER_PASSWORD": "x"}},
    ),
    ("setting-holds-secret", "-", {"operations.settings": {"SKILLFLAW_API_KEY_SOURCE": "db"}}),
    (
        "setting-holds-secret",
        "-",
        {"operations.settings": {"SKILLFLAW_ACCESS_TOKEN_EXPIRE_SECONDS": "60"}},
    ),
    (
        "tls-secret-shared-by-two-certificates",
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
        "tls-secret-shared-by-two-certificates",
        "-",
        {**TRAEFIK, "tls.secrets.api": "one", "tls.secrets.ui": "one"},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity
