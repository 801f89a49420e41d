"""What people paste is understood: taken apart, or offered in the right spelling."""

from __future__ import annotations

from typing import Any

import pytest

from generators import SHORTHANDS
from generators import choices
from generators import credential_in
from generators import pasted
from generators import respelled
from generators.plan.reading import read_value

DIGEST = "sha256:" + "ab" * 32
API, IMAGE, DOMAIN = "ingress.hosts.api", "answers.backendImage", "answers.domain"
POSTGRES, REDIS = "database.host", "redis.host"
KNOWN = {choice.path: choice for choice in (*SHORTHANDS, *choices())}

# A choice, what is pasted, and what the choice has then; further choices by the end of their path.
FORMS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    *(
        (DOMAIN, text, {"domain": "acme.com"})
        for text in (
            *(
                "ACME.com",
                "acme.com.",
                " acme.com ",
                "https://acme.com/",
                "//acme.com",
                "acme.com/",
            ),
            *("http://acme.com:8080/path?q=1", "ftp://acme.com", "https://user@acme.com"),
            *("*.acme.com", "api.acme.com", "<https://acme.com>", "'acme.com'", "acme.com,"),
        )
    ),
    (DOMAIN, "straße-corp.de", {"domain": "xn--strae-corp-83a.de"}),
    *(
        (API, text, {"api": "api.acme.com"})
        for text in (
            *("https://API.Acme.com/api/v1", "api.acme.com:8443", "api.acme.com.", "API.ACME.COM"),
            *("http:/api.acme.com", '"api.acme.com"', "HTTPS://api.acme.com"),
        )
    ),
    (API, "apí.acme.com", {"api": "xn--ap-oja.acme.com"}),
    *(
        (IMAGE, text, {"backendImage": "ghcr.io/x/y:1.2"})
        for text in (
            *("GHCR.io/X/Y:1.2", "https://ghcr.io/x/y:1.2", "docker image pull ghcr.io/x/y:1.2"),
            *("- image: ghcr.io/x/y:1.2", "FROM ghcr.io/x/y:1.2", "`ghcr.io/x/y:1.2`"),
        )
    ),
    (IMAGE, f"harbor:8443/a/b:1@{DIGEST.upper()}", {"backendImage": f"harbor:8443/a/b:1@{DIGEST}"}),
    (IMAGE, f"@{DIGEST}", {"backendImage": DIGEST}),
    *(
        (POSTGRES, text, {"host": "db.acme.com", "port": 5433, "name": "app"})
        for text in (
            *("postgresql://db.acme.com:5433/app", "postgres://user@DB.acme.com:5433/app"),
            *("jdbc:postgresql://db.acme.com:5433/app", "db.acme.com:5433/app"),
            *(
                "postgresql+psycopg2://u@db.acme.com:5433/app",
                "host=db.acme.com port=5433 dbname=app",
            ),
            *("psql -h db.acme.com -p 5433 -U me app", "psql postgresql://db.acme.com:5433/app"),
            *("postgresql:///app?host=db.acme.com&port=5433", "tcp://db.acme.com:5433/app"),
            *(
                "DATABASE_URL=postgresql://db.acme.com:5433/app",
                "'postgres://db.acme.com:5433/app';",
            ),
        )
    ),
    (POSTGRES, "[2001:DB8::1]:5433", {"host": "2001:db8::1", "port": 5433}),
    (POSTGRES, "10.0.0.5:5433", {"host": "10.0.0.5", "port": 5433}),
    *(
        (REDIS, text, {"host": "cache.acme.com", "port": 6380, "tls": True})
        for text in (
            *("rediss://cache.acme.com:6380", "REDIS_URL=rediss://default@cache.acme.com:6380"),
            *("redis-cli -h cache.acme.com -p 6380 --tls", "valkeys://CACHE.acme.com.:6380/"),
            *("redis-cli -u rediss://cache.acme.com:6380", "cache.acme.com:6380,ssl=True,db=1"),
        )
    ),
    (REDIS, "10.0.0.7.", {"host": "10.0.0.7"}),
    (REDIS, "redis://cache/3", {"host": "cache", "tls": False, "db": 3}),
    ("ingress.gateway.name", "edge/public", {"name": "public", "namespace": "edge"}),
    ("ingress.className", "ingressclass.networking.k8s.io/public", {"className": "public"}),
    ("tls.issuer.name", "clusterissuer.cert-manager.io/le", {"name": "le"}),
    ("storage.storageClass", " efs ", {"storageClass": "efs"}),
    ("ingress.className", "Public", {"className": "public"}),
    (POSTGRES, "mysql://db.acme.com", {"host": "db.acme.com"}),
)
# With a password in them they are refused whole, so that it is kept nowhere.
PASSWORDS = (
    (POSTGRES, "postgresql://app:{}@db.acme.com/app"),
    (POSTGRES, "DATABASE_URL='postgresql://app:{}@db.acme.com/app'"),
    (POSTGRES, "host=db.acme.com password={}"),
    (POSTGRES, "jdbc:postgresql://db.acme.com/app?user=x&password={}"),
    (POSTGRES, "PGPASSWORD={} psql -h db.acme.com"),
    (REDIS, "redis://:{}@cache.acme.com"),
    (REDIS, "cache.acme.com:6380,password={},ssl=True"),
    (REDIS, "redis-cli -h cache.acme.com --pass {}"),
    (REDIS, "REDISCLI_AUTH={} redis-cli -h cache.acme.com"),
    (IMAGE, "robot:{}@harbor.acme.com/skillflaw/backend:1.8.2"),
)


@pytest.mark.parametrize(("path", "text", "wanted"), FORMS, ids=lambda value: str(value)[:40])
def test_what_is_pasted_is_understood(path: str, text: str, wanted: dict[str, Any]) -> None:
    values = dict(pasted(path, text))
    if not values:
        offered = respelled(KNOWN[path], text)
        values = {path: offered or read_value(KNOWN[path], text)}

    assert {key.rpartition(".")[2]: value for key, value in values.items()} | wanted == {
        key.rpartition(".")[2]: value for key, value in values.items()
    }


@pytest.mark.parametrize(("path", "text"), PASSWORDS)
def test_what_is_pasted_with_a_password_is_taken_for_a_credential(path: str, text: str) -> None:
    written = text.format("Sup3r" + "Secret9")

    assert not pasted(path, written)
    assert credential_in(written)
