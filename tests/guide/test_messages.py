"""Messages carry the numbers, and fixes the right value."""

from __future__ import annotations

from generators.guide.examples import OPERATOR
from generators.guide.examples import REDIS_POD
from tests.guide.conftest import FindingsOf


def test_the_connection_budget_shows_its_arithmetic(findings_of: FindingsOf) -> None:
    plan = {
        "scaling.backend.replicas": 5,
        "scaling.backend.workers": 2,
        "database.poolSize": 20,
        "database.maxOverflow": 30,
        "database.maxConnections": 100,
    }

    finding = findings_of(plan)["database-connections-above-limit"]

    assert finding.message == (
        "(5 + 1 during a rollout) replicas × 2 workers × 50 connections = 600, and the server "
        "allows 100."
    )
    assert "Let each worker open 7" in finding.fix
    assert "allow 620 connections" in finding.fix


def test_a_short_schedule_is_told_in_days(findings_of: FindingsOf) -> None:
    dumps = {"database.mode": "in-cluster", "database.highAvailability": False}
    plan = {"database.backup.schedule": "0 3 1 * *", "database.backup.retentionDays": 14}

    finding = findings_of({**dumps, **plan})["database-backup-retention-too-short"]

    assert "leaves up to 31 days" in finding.message
    assert finding.change == {"database.backup.retentionDays": 62}


def test_a_pooler_too_large_is_told_what_fits(findings_of: FindingsOf) -> None:
    plan = {
        **OPERATOR,
        "database.pooler.mode": "session",
        "database.pooler.defaultPoolSize": 300,
    }

    finding = findings_of(plan)["pooler-connections-above-server-limit"]

    assert finding.message.startswith("2 poolers × 300 connections = 600")
    assert finding.change == {"database.pooler.defaultPoolSize": 243}


def test_redis_is_given_half_of_its_container(findings_of: FindingsOf) -> None:
    findings = findings_of({**REDIS_POD, "redis.maxMemory": "2Gi", "redis.memoryLimit": "3Gi"})

    assert "redis-maxmemory-near-container-limit" not in findings
    assert findings_of({**REDIS_POD, "redis.maxMemory": ""})["redis-maxmemory-missing"].change == {
        "redis.maxMemory": "512Mi"
    }


def test_a_converted_hostname_is_shown_as_people_read_it(findings_of: FindingsOf) -> None:
    finding = findings_of({"ingress.hosts.api": "api.straße-corp.de"})[
        "certificate-hostname-mismatch"
    ]

    assert "xn--strae-corp-83a.de (api.straße-corp.de)" in finding.message
