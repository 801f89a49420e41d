"""What people met in the field of the workloads, by the names of the reports, with near misses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import generators
from generators.guide.backend_settings import nearest
from generators.guide.backend_settings import unread
from generators.guide.managed_postgres import POOLERS
from generators.plan import Plan
from generators.plan.reading import read_document
from generators.plan.serialization import with_changes
from generators.yaml.problem import Unreadable

BASE = yaml.safe_load((Path(__file__).parent / "field_base.yaml").read_text(encoding="utf-8"))


def plan_with(changes: dict[str, Any]) -> Plan:
    """Give the plan that every report changes, with a report's changes."""
    return read_document(with_changes(BASE, changes))


def heard(changes: dict[str, Any]) -> dict[str, str]:
    """Map each rule that speaks of the changed plan, and not of the base, to its severity."""
    base = {finding.rule.slug for finding in generators.judge(plan_with({})).findings}
    return {
        finding.rule.slug: finding.severity.value
        for finding in generators.judge(plan_with(changes)).findings
        if finding.rule.slug not in base
    }


ENVIRONMENT = {"name": "OPENAI_API_KEY", "secret": "model-keys", "key": "openai"}
OPERATED = {
    "database.host": "",
    "database.caSecret": {"name": "", "key": ""},
    "database.mode": "cloudnative-pg",
    "database.backup.destination": "s3://pg-backups/skillflaw",
    "database.cidrs": [],
    "database.highAvailability": True,
    "database.failoverPlan": "operator promotes a standby",
    "operations.apiServerCidrs": ["10.0.0.1/32"],
}
AZURE = {"azure.workload.identity/client-id": "11111111-2222-3333-4444-555555555555"}
AWS = {"eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/skillflaw"}


def settings(**values: str) -> dict[str, Any]:
    """Give the change that sets these variables of the backend."""
    return {"operations.settings": values}


# The rule, the severity that is expected (``-`` for silence), and the change.
REPORTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    # redis-azure
    (
        "redis-tls-port-mismatch",
        "info",
        {"redis.host": "acme.redis.cache.windows.net", "redis.port": 6379},
    ),
    (
        "redis-tls-port-mismatch",
        "-",
        {"redis.host": "acme.redis.cache.windows.net", "redis.port": 6380},
    ),
    (
        "redis-tls-port-mismatch",
        "info",
        {"redis.host": "acme.westeurope.redis.azure.net", "redis.port": 6380},
    ),
    ("redis-tls-port-mismatch", "-", {"redis.host": "redis.cache.windows.net.acme.com"}),
    # redis-private-ca
    ("redis-ca-missing", "warning", {"redis.host": "redis.acme.internal"}),
    ("redis-ca-missing", "warning", {"redis.host": "10.21.0.7"}),
    (
        "redis-ca-missing",
        "-",
        {"redis.host": "redis.acme.internal", "redis.caSecret": {"name": "ca", "key": "ca.crt"}},
    ),
    ("redis-ca-missing", "-", {"redis.host": "redis.acme.internal", "redis.tls": False}),
    ("redis-ca-missing", "-", {"redis.host": "internal.acme.com"}),
    # clusters that no single connection reaches
    (
        "redis-endpoint-unsupported",
        "error",
        {"redis.host": "skillflaw-x1y2.serverless.euw1.cache.amazonaws.com"},
    ),
    (
        "redis-endpoint-unsupported",
        "error",
        {"redis.host": "clustercfg.skillflaw.x1y2z3.memorydb.eu-west-1.amazonaws.com"},
    ),
    (
        "redis-endpoint-unsupported",
        "-",
        {"redis.host": "master.skillflaw.x1y2z3.euw1.cache.amazonaws.com"},
    ),
    (
        "redis-endpoint-unsupported",
        "info",
        {"redis.host": "acme.westeurope.redis.azure.net", "redis.port": 10000},
    ),
    # transaction-pooler-in-front
    (
        "pooler-managed-transaction-mode",
        "error",
        {"database.host": "aws-0-eu-central-1.pooler.supabase.com", "database.port": 6543},
    ),
    (
        "pooler-managed-transaction-mode",
        "-",
        {"database.host": "aws-0-eu-central-1.pooler.supabase.com", "database.port": 5432},
    ),
    (
        "pooler-managed-transaction-mode",
        "error",
        {"database.host": "ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech"},
    ),
    (
        "pooler-managed-transaction-mode",
        "-",
        {"database.host": "ep-cool-darkness-123456.us-east-2.aws.neon.tech"},
    ),
    (
        "pooler-managed-transaction-mode",
        "error",
        {"database.host": "acme.proxy-c1x2y3.eu-west-1.rds.amazonaws.com"},
    ),
    (
        "pooler-managed-transaction-mode",
        "-",
        {"database.host": "acme.cluster-c1x2y3.eu-west-1.rds.amazonaws.com"},
    ),
    (
        "pooler-managed-transaction-mode",
        "warning",
        {"database.host": "acme.postgres.database.azure.com", "database.port": 6432},
    ),
    ("pooler-managed-transaction-mode", "-", {"database.host": "acme.postgres.database.azure.com"}),
    (
        "pooler-managed-transaction-mode",
        "warning",
        {"database.host": "pg-do-user-1-0.b.db.ondigitalocean.com", "database.port": 25061},
    ),
    (
        "pooler-managed-transaction-mode",
        "-",
        {"database.host": "pg-do-user-1-0.b.db.ondigitalocean.com", "database.port": 25060},
    ),
    ("pooler-settings-unverified", "info", {"database.port": 6432}),
    (
        "pooler-settings-unverified",
        "-",
        {"database.host": "acme.postgres.database.azure.com", "database.port": 6432},
    ),
    # azure-files
    (
        "storage-driver-ignores-fs-group",
        "warning",
        {"storage.provisioner": "file.csi.azure.com"},
    ),
    ("storage-driver-ignores-fs-group", "warning", {"storage.provisioner": "nfs.csi.k8s.io"}),
    ("storage-driver-ignores-fs-group", "-", {"storage.provisioner": "cephfs.csi.ceph.com"}),
    ("storage-driver-ignores-fs-group", "-", {"storage.provisioner": "efs.csi.aws.com"}),
    # cpu-quota
    (
        "helper-cpu-limit-missing",
        "info",
        {
            "release.namespaceDedicated": False,
            "scaling.backend.resources.limits": {"cpu": "2", "memory": "4Gi"},
            "scaling.frontend.resources.limits": {"cpu": "500m", "memory": "256Mi"},
        },
    ),
    ("helper-cpu-limit-missing", "-", {"release.namespaceDedicated": False}),
    ("cpu-limit-missing", "error", {"scaling.helperLimits": True}),
    (
        "cpu-limit-missing",
        "-",
        {
            "scaling.helperLimits": True,
            "scaling.backend.resources.limits": {"cpu": "2"},
            "scaling.frontend.resources.limits": {"cpu": "500m"},
        },
    ),
    # registry-mirror
    (
        "helper-images-from-public-registry",
        "info",
        {
            "release.backend.image": "harbor.acme.com/skillflaw/backend",
            "release.imagePullSecret": "harbor-pull",
        },
    ),
    (
        "helper-images-from-public-registry",
        "-",
        {
            "release.backend.image": "harbor.acme.com/skillflaw/backend",
            "release.imagePullSecret": "harbor-pull",
            "release.registryMirror": "harbor.acme.com/mirror",
        },
    ),
    ("helper-images-from-public-registry", "-", {"release.imagePullSecret": "ghcr"}),
    # workload-identity
    (
        "object-storage-identity-missing",
        "info",
        settings(SKILLFLAW_STORAGE_TYPE="s3", AWS_REGION="eu-central-1"),
    ),
    (
        "object-storage-identity-missing",
        "-",
        {
            **settings(SKILLFLAW_STORAGE_TYPE="s3"),
            "operations.serviceAccountAnnotations": AWS,
        },
    ),
    ("object-storage-identity-missing", "-", settings(SKILLFLAW_STORAGE_TYPE="local")),
    (
        "workload-identity-label-missing",
        "warning",
        {"operations.serviceAccountAnnotations": AZURE},
    ),
    ("workload-identity-label-missing", "-", {"operations.serviceAccountAnnotations": AWS}),
    ("workload-identity-annotation-misplaced", "warning", {"operations.podAnnotations": AWS}),
    (
        "workload-identity-annotation-misplaced",
        "-",
        {"operations.podAnnotations": {"vault.hashicorp.com/agent-inject": "true"}},
    ),
    (
        "workload-identity-egress-blocked",
        "warning",
        {"operations.serviceAccountAnnotations": AWS, "operations.egress": "none"},
    ),
    (
        "workload-identity-egress-blocked",
        "info",
        {"operations.serviceAccountAnnotations": AWS, "operations.egress": ["10.50.0.0/16"]},
    ),
    ("workload-identity-egress-blocked", "-", {"operations.serviceAccountAnnotations": AWS}),
    # settings against the bundle
    (
        "setting-address-blocked",
        "warning",
        settings(OPENAI_API_BASE="http://vllm.models.svc:8000/v1"),
    ),
    ("setting-address-blocked", "warning", settings(OPENAI_API_BASE="https://10.9.0.4/v1")),
    ("setting-address-blocked", "-", settings(OPENAI_API_BASE="https://llm.acme.com/v1")),
    ("setting-address-blocked", "-", settings(SKILLFLAW_CORS_ORIGINS="http://app.acme.com:3000")),
    ("setting-address-blocked", "-", settings(OLLAMA_BASE_URL="http://localhost:11434")),
    (
        "setting-address-blocked",
        "-",
        {
            **settings(OPENAI_API_BASE="http://10.50.0.9:8000"),
            "operations.egress": ["10.50.0.0/16"],
        },
    ),
    (
        "setting-address-blocked",
        "-",
        {
            **settings(OPENAI_API_BASE="http://llm.acme.com:8000"),
            "operations.networkPolicies": False,
        },
    ),
    ("setting-file-not-mounted", "warning", settings(SSL_CERT_FILE="/etc/ssl/acme/ca.pem")),
    (
        "setting-file-not-mounted",
        "-",
        settings(SSL_CERT_FILE="/etc/ssl/certs/ca-certificates.crt"),
    ),
    (
        "setting-file-not-mounted",
        "-",
        {
            **settings(SSL_CERT_FILE="/etc/ssl/acme/ca.pem"),
            "operations.volumes": [
                {"name": "acme-ca", "mountPath": "/etc/ssl/acme", "configMap": "acme-ca"}
            ],
        },
    ),
    ("setting-name-unknown", "warning", settings(SKILLFLAW_LOG_LEVLE="DEBUG")),
    ("setting-name-unknown", "info", settings(SKILLFLAW_TENANT_QUOTA="5")),
    ("setting-name-unknown", "-", settings(SKILLFLAW_LOG_LEVEL="DEBUG")),
    ("setting-name-unknown", "info", settings(MAX_TEXT_LENGTH="5000")),
    ("setting-name-unknown", "-", settings(LOG_LEVEL="DEBUG")),
    ("setting-name-unknown", "-", settings(OPENAI_API_BASE="https://llm.acme.com/v1")),
    ("setting-loads-code", "error", settings(PYTHONPATH="/srv/lib")),
    ("setting-loads-code", "error", settings(BASH_ENV="/srv/profile")),
    ("setting-loads-code", "error", settings(NODE_OPTIONS="--require /srv/a.js")),
    ("setting-loads-code", "-", settings(PYTHONUNBUFFERED="1")),
    ("setting-loads-code", "-", settings(NODE_ENV="production")),
    (
        "setting-loads-code",
        "error",
        {"operations.environment": [{"name": "LD_PRELOAD", "secret": "x", "key": "y"}]},
    ),
    # provider-key, once it is where it belongs
    ("environment-variable-repeated", "-", {"operations.environment": [ENVIRONMENT]}),
    (
        "environment-variable-repeated",
        "error",
        {"operations.environment": [ENVIRONMENT, ENVIRONMENT]},
    ),
    (
        "environment-variable-repeated",
        "error",
        {
            "operations.environment": [{"name": "PGPASSWORD", "secret": "x", "key": "y"}],
            "database.urlSecret.parts": True,
        },
    ),
    (
        "environment-variable-repeated",
        "-",
        {"operations.environment": [{"name": "PGPASSWORD", "secret": "x", "key": "y"}]},
    ),
    # volumes
    (
        "mount-paths-overlap",
        "error",
        {"operations.volumes": [{"name": "x", "mountPath": "/tmp", "configMap": "x"}]},  # noqa: S108 - the pod's
    ),
    (
        "mount-path-hides-system-directory",
        "error",
        {"operations.volumes": [{"name": "x", "mountPath": "/etc", "configMap": "x"}]},
    ),
    (
        "mount-path-hides-system-directory",
        "-",
        {
            "operations.volumes": [
                {"name": "x", "mountPath": "/etc/hosts.acme", "configMap": "x", "subPath": "hosts"}
            ]
        },
    ),
    # database in the cluster
    (
        "database-image-unsupported",
        "error",
        {**OPERATED, "database.image": "docker.io/library/postgres:17.11"},
    ),
    (
        "database-image-unsupported",
        "error",
        {**OPERATED, "database.image": "ghcr.io/cloudnative-pg/postgis:latest"},
    ),
    (
        "database-image-unsupported",
        "-",
        {**OPERATED, "database.image": "ghcr.io/cloudnative-pg/postgis:17-3.6"},
    ),
    (
        "database-memory-too-small",
        "warning",
        {**OPERATED, "database.resources.limits.memory": "1Gi"},
    ),
    ("database-memory-too-small", "-", {**OPERATED, "database.resources.limits.memory": "8Gi"}),
    (
        "database-backup-identity-missing",
        "info",
        {**OPERATED, "database.backup.identity": "workload-identity"},
    ),
    ("database-backup-identity-missing", "-", OPERATED),
)


@pytest.mark.parametrize(
    ("slug", "severity", "changes"),
    REPORTS,
    ids=[f"{slug}-{severity}-{number}" for number, (slug, severity, _) in enumerate(REPORTS)],
)
def test_a_report_is_judged_as_an_engineer_would(
    slug: str, severity: str, changes: dict[str, Any]
) -> None:
    assert heard(changes).get(slug, "-") == severity


def test_a_provider_key_is_refused_with_the_choice_that_takes_it() -> None:
    key = "sk-proj-aaaaaaaaaaaaaaaaaaaaaaaaaaaa"

    with pytest.raises(Unreadable) as refusal:
        plan_with(settings(OPENAI_API_KEY=key))

    messages = " ".join(problem.message for problem in refusal.value.problems)
    assert "operations.environment" in messages
    assert key not in messages


@pytest.mark.parametrize("name", ["AZURE_OPENAI_KEY", "PGPASSWORD", "STORAGE_CONNECTION_STRING"])
def test_further_names_of_secrets_are_known(name: str) -> None:
    with pytest.raises(Unreadable):
        plan_with(settings(**{name: "value"}))


@pytest.mark.parametrize(
    "name", ["LANGFUSE_PUBLIC_KEY", "SKILLFLAW_MAX_TEXT_LENGTH", "PARTITION_KEY", "DISPLAY_STRING"]
)
def test_a_name_that_only_resembles_one_is_no_secret(name: str) -> None:
    assert plan_with(settings(**{name: "value"})).operations.settings == {name: "value"}


def test_the_advice_for_a_secret_in_a_setting_can_be_followed() -> None:
    plan = plan_with({})
    exposed = generators.revised(plan, settings(OPENAI_API_KEY="see-the-vault"))
    (finding,) = [
        finding
        for finding in generators.judge(exposed).findings
        if finding.rule.slug == "setting-holds-secret"
    ]

    mended = generators.revised(exposed, finding.change)

    assert "setting-holds-secret" not in {f.rule.slug for f in generators.judge(mended).findings}
    assert generators.bundle(mended).files


def test_every_managed_pooler_is_silent_once_its_advice_is_followed() -> None:
    for pooler in POOLERS:
        port = re.search(r"set database\.port to (\d+)", pooler.otherwise, re.IGNORECASE)
        if pooler.port and port:
            assert int(port[1]) != pooler.port
        assert pooler.reference.startswith("https://")


def test_a_setting_that_this_family_reads_is_known() -> None:
    plan = plan_with({})
    written = generators.bundle(plan).file("overlays/production/config/backend.env").text
    names = [line.partition("=")[0] for line in written.splitlines()]

    assert [name for name in names if unread(name)] == []
    assert nearest("SKILLFLAW_CONFIGDIR") == "SKILLFLAW_CONFIG_DIR"
    assert nearest("SKILLFLAW_TENANT_QUOTA") == ""


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"database.resources.requests.memory": "8Gi"}, "-"),
        (
            {
                "database.resources.requests.memory": "8Gi",
                "database.resources.limits.memory": "4Gi",
            },
            "resource-limit-below-request",
        ),
    ],
)
def test_the_databases_limit_is_not_below_its_request(changes: dict[str, Any], slug: str) -> None:
    assert ("resource-limit-below-request" in heard({**OPERATED, **changes})) == (slug != "-")
