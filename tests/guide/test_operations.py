"""Mistakes about policies, signals and settings, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import OPERATOR
from generators.guide.examples import REDIS_POD
from generators.guide.examples import WEB
from tests.guide.conftest import Said
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("open-data-stores", "error", {**OPERATOR, "operations.networkPolicies": False}),
    (
        "open-data-stores",
        "warning",
        {**REDIS_POD, "operations.networkPolicies": False, "release.environment": "dev"},
    ),
    ("open-data-stores", "-", {"operations.networkPolicies": False}),
    ("no-network-policies", "-", {**REDIS_POD, "operations.networkPolicies": False}),
    ("store-addresses-missing", "warning", {"redis.cidrs": []}),
    ("store-addresses-missing", "-", {"redis.cidrs": [], "redis.host": "cache.data.svc"}),
    ("store-addresses-missing", "-", {"redis.cidrs": [], "redis.host": "10.30.0.4"}),
    ("store-addresses-missing", "-", {**REDIS_POD, "redis.cidrs": []}),
    ("address-outside-its-networks", "error", {"redis.host": "10.31.0.4"}),
    ("address-outside-its-networks", "-", {"redis.host": "10.30.0.4"}),
    ("store-networks-too-wide", "error", {"redis.cidrs": ["10.30.0.0/16", "0.0.0.0/1"]}),
    ("store-networks-too-wide", "-", {"redis.cidrs": ["10.0.0.0/8"]}),
    ("api-server-addresses-missing", "-", {"operations.apiServerCidrs": []}),
    ("egress-to-everywhere", "-", {"operations.egress": ["10.0.0.0/8", "192.168.0.0/16"]}),
    ("flows-that-call-nobody", "-", {"operations.egress": ["10.40.0.0/16"]}),
    ("smoke-flow-missing", "warning", {"operations.smokeFlow": " "}),
    ("smoke-flow-proves-nothing", "warning", {"operations.smokeFlow": "Hello_World"}),
    ("smoke-flow-proves-nothing", "-", {"operations.smokeFlow": "othello-summary"}),
    (
        "smoke-flow-proves-nothing",
        "-",
        {"operations.smokeFlow": "b1946ac9-2492-4d23-87c6-235b45d9a111"},
    ),
    ("root-user", "-", {"operations.runAsUser": 1, "operations.fsGroup": 0}),
    (
        "home-not-writable",
        "-",
        {"operations.writablePaths": ["/app"], "operations.readOnlyRootFilesystem": False},
    ),
    (
        "home-not-writable",
        "-",
        {"operations.writablePaths": [], "operations.readOnlyRootFilesystem": False},
    ),
    (
        "setting-writes-to-a-read-only-path",
        "-",
        {"operations.settings": {"SKILLFLAW_KNOWLEDGE_BASES_DIR": "/var/lib/skillflaw/kb"}},
    ),
    (
        "setting-writes-to-a-read-only-path",
        "-",
        {
            "operations.settings": {"SKILLFLAW_KNOWLEDGE_BASES_DIR": "/srv/kb"},
            "operations.readOnlyRootFilesystem": False,
        },
    ),
    ("logs-into-a-file", "-", {"operations.settings": {"SKILLFLAW_LOG_FILE": "/srv/log"}}),
    ("repository-missing", "-", {"operations.gitops": "none"}),
    (
        "repository-address-unfit",
        "error",
        {"operations.gitops": "argo-cd", "operations.gitUrl": "acme/platform"},
    ),
    (
        "repository-address-unfit",
        "-",
        {"operations.gitops": "argo-cd", "operations.gitUrl": "git@github.com:acme/platform.git"},
    ),
    (
        "repository-address-unfit",
        "-",
        {
            "operations.gitops": "flux",
            "operations.gitUrl": "ssh://git@github.com/acme/platform.git",
        },
    ),
    ("repository-address-unfit", "-", {"operations.gitUrl": "anything"}),
    (
        "path-outside-the-repository",
        "-",
        {
            "operations.gitops": "flux",
            "operations.gitUrl": "https://g.acme.com/p.git",
            "operations.gitPath": "a..b/c",
        },
    ),
    ("setting-overrides-a-choice", "error", {"operations.settings": {"SKILLFLAW_WORKERS": "4"}}),
    ("setting-overrides-a-choice", "-", {"operations.settings": {"SKILLFLAW_LOG_LEVEL": "DEBUG"}}),
    ("automatic-login", "error", {"operations.settings": {"SKILLFLAW_AUTO_LOGIN": "True"}}),
    ("automatic-login", "-", {"operations.settings": {"SKILLFLAW_AUTO_LOGIN": "false"}}),
    (
        "webhooks-for-anybody",
        "-",
        {"operations.settings": {"SKILLFLAW_WEBHOOK_AUTH_ENABLE": "true"}},
    ),
    (
        "origins-for-anybody",
        "-",
        {"operations.settings": {"SKILLFLAW_CORS_ORIGINS": "https://*.acme.com"}},
    ),
    (
        "events-lost-between-processes",
        "-",
        {**WEB, "operations.settings": {"SKILLFLAW_EVENT_DELIVERY": "direct"}},
    ),
    (
        "events-lost-between-processes",
        "-",
        {
            **WEB,
            "scaling.backend.replicas": 1,
            "operations.settings": {"SKILLFLAW_EVENT_DELIVERY": "streaming"},
        },
    ),
    ("logs-over-http", "-", {"operations.settings": {"SKILLFLAW_LOG_RETRIEVER_BUFFER_SIZE": "0"}}),
    ("empty-setting", "warning", {"operations.settings": {"SKILLFLAW_LOG_LEVEL": " "}}),
    (
        "setting-of-another-product",
        "-",
        {"operations.settings": {"LANGFUSE_HOST": "https://l.acme.com"}},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity
