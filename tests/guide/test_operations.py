"""Mistakes about policies, signals and settings, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import OPERATOR
from generators.guide.examples import REDIS_POD
from generators.guide.examples import WEB
from tests.guide.conftest import FindingsOf
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("data-store-open-to-every-pod", "error", {**OPERATOR, "operations.networkPolicies": False}),
    (
        "data-store-open-to-every-pod",
        "warning",
        {**REDIS_POD, "operations.networkPolicies": False, "release.environment": "dev"},
    ),
    ("data-store-open-to-every-pod", "-", {"operations.networkPolicies": False}),
    ("network-policies-disabled", "-", {**REDIS_POD, "operations.networkPolicies": False}),
    ("data-store-egress-unrestricted", "warning", {"redis.cidrs": []}),
    ("data-store-egress-unrestricted", "-", {"redis.cidrs": [], "redis.host": "cache.data.svc"}),
    ("data-store-egress-unrestricted", "-", {"redis.cidrs": [], "redis.host": "10.30.0.4"}),
    ("data-store-egress-unrestricted", "-", {**REDIS_POD, "redis.cidrs": []}),
    ("data-store-address-outside-cidrs", "error", {"redis.host": "10.31.0.4"}),
    ("data-store-address-outside-cidrs", "-", {"redis.host": "10.30.0.4"}),
    ("data-store-cidr-too-wide", "error", {"redis.cidrs": ["10.30.0.0/16", "0.0.0.0/1"]}),
    ("data-store-cidr-too-wide", "-", {"redis.cidrs": ["10.0.0.0/8"]}),
    ("api-server-cidrs-missing", "-", {"operations.apiServerCidrs": []}),
    ("flow-egress-unrestricted", "-", {"operations.egress": ["10.0.0.0/8", "192.168.0.0/16"]}),
    ("flow-egress-blocked", "-", {"operations.egress": ["10.40.0.0/16"]}),
    ("smoke-test-flow-missing", "warning", {"operations.smokeFlow": " "}),
    ("smoke-test-flow-trivial", "warning", {"operations.smokeFlow": "Hello_World"}),
    ("smoke-test-flow-trivial", "-", {"operations.smokeFlow": "othello-summary"}),
    (
        "smoke-test-flow-trivial",
        "-",
        {"operations.smokeFlow": "b1946ac9-2492-4d23-87c6-235b45d9a111"},
    ),
    ("containers-run-as-root", "-", {"operations.runAsUser": 1, "operations.fsGroup": 0}),
    (
        "backend-home-directory-read-only",
        "-",
        {"operations.writablePaths": ["/app"], "operations.readOnlyRootFilesystem": False},
    ),
    (
        "backend-home-directory-read-only",
        "-",
        {"operations.writablePaths": [], "operations.readOnlyRootFilesystem": False},
    ),
    (
        "setting-path-read-only",
        "-",
        {"operations.settings": {"SKILLFLAW_KNOWLEDGE_BASES_DIR": "/var/lib/skillflaw/kb"}},
    ),
    (
        "setting-path-read-only",
        "-",
        {
            "operations.settings": {"SKILLFLAW_KNOWLEDGE_BASES_DIR": "/srv/kb"},
            "operations.readOnlyRootFilesystem": False,
        },
    ),
    (
        "backend-logs-written-to-file",
        "-",
        {"operations.settings": {"SKILLFLAW_LOG_FILE": "/srv/log"}},
    ),
    ("gitops-repository-missing", "-", {"operations.gitops": "none"}),
    (
        "gitops-repository-url-invalid",
        "error",
        {"operations.gitops": "argo-cd", "operations.gitUrl": "acme/platform"},
    ),
    (
        "gitops-repository-url-invalid",
        "-",
        {"operations.gitops": "argo-cd", "operations.gitUrl": "git@github.com:acme/platform.git"},
    ),
    (
        "gitops-repository-url-invalid",
        "-",
        {
            "operations.gitops": "flux",
            "operations.gitUrl": "ssh://git@github.com/acme/platform.git",
        },
    ),
    ("gitops-repository-url-invalid", "-", {"operations.gitUrl": "anything"}),
    (
        "gitops-path-outside-repository",
        "-",
        {
            "operations.gitops": "flux",
            "operations.gitUrl": "https://g.acme.com/p.git",
            "operations.gitPath": "a..b/c",
        },
    ),
    ("setting-overrides-choice", "error", {"operations.settings": {"SKILLFLAW_WORKERS": "4"}}),
    ("setting-overrides-choice", "-", {"operations.settings": {"SKILLFLAW_LOG_LEVEL": "DEBUG"}}),
    ("automatic-login-enabled", "error", {"operations.settings": {"SKILLFLAW_AUTO_LOGIN": "True"}}),
    ("automatic-login-enabled", "-", {"operations.settings": {"SKILLFLAW_AUTO_LOGIN": "false"}}),
    (
        "webhook-authentication-disabled",
        "-",
        {"operations.settings": {"SKILLFLAW_WEBHOOK_AUTH_ENABLE": "true"}},
    ),
    (
        "cors-allows-every-origin",
        "-",
        {"operations.settings": {"SKILLFLAW_CORS_ORIGINS": "https://*.acme.com"}},
    ),
    (
        "event-delivery-fails-across-processes",
        "-",
        {**WEB, "operations.settings": {"SKILLFLAW_EVENT_DELIVERY": "direct"}},
    ),
    (
        "event-delivery-fails-across-processes",
        "-",
        {
            **WEB,
            "scaling.backend.replicas": 1,
            "operations.settings": {"SKILLFLAW_EVENT_DELIVERY": "streaming"},
        },
    ),
    (
        "backend-logs-exposed-over-http",
        "-",
        {"operations.settings": {"SKILLFLAW_LOG_RETRIEVER_BUFFER_SIZE": "0"}},
    ),
    ("setting-empty", "warning", {"operations.settings": {"SKILLFLAW_LOG_LEVEL": " "}}),
    (
        "setting-prefix-unsupported",
        "-",
        {"operations.settings": {"LANGFUSE_HOST": "https://l.acme.com"}},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity
