"""More than one backend needs its state outside the pods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from generators import guide
from generators.guide import Severity
from tests.guide.conftest import TODAY
from tests.guide.conftest import changed

GATES = ("state.database", "state.cache", "state.config-dir", "state.secret-key")


def test_two_pod_local_stores_are_two_findings_at_their_choices() -> None:
    changes = {
        "scaling.backend.replicas": 3,
        "redis.mode": "none",
        "storage.accessMode": "ReadWriteOnce",
    }

    findings = guide.findings(changed(changes), TODAY)

    assert [(finding.severity, finding.paths) for finding in findings] == [
        (Severity.ERROR, ("storage.accessMode", "scaling.backend.replicas")),
        (Severity.ERROR, ("redis.mode", "scaling.backend.replicas")),
    ]
    assert "state.config-dir" in findings[0].rule.guide
    assert "state.cache" in findings[1].rule.guide


@pytest.mark.parametrize(
    ("gate", "changes"),
    [
        ("state.database", {"database.host": "localhost"}),
        ("state.cache", {"redis.mode": "none"}),
        ("state.config-dir", {"storage.accessMode": "ReadWriteOnce"}),
        ("state.config-dir", {"storage.mode": "ephemeral"}),
        ("state.secret-key", {"secrets.keyFile.mountPath": "/var/lib/skillflaw/key"}),
    ],
)
def test_each_gate_gates(gate: str, changes: Mapping[str, Any]) -> None:
    (finding,) = guide.findings(changed(changes), TODAY)

    assert finding.severity is Severity.ERROR
    assert gate in finding.rule.guide


@pytest.mark.parametrize(
    "changes", [{"redis.mode": "none"}, {"storage.accessMode": "ReadWriteOnce"}]
)
def test_what_is_pod_local_is_named_with_the_autoscalers_most(changes: Mapping[str, Any]) -> None:
    scaled = {"scaling.backend.replicas": 1, "scaling.backend.autoscaling.enabled": True}

    (finding,) = guide.findings(changed({**scaled, **changes}), TODAY)

    assert "pod-local" in finding.message
    assert "the autoscaler may run 6 backend replicas" in finding.message
    assert "scaling.backend.autoscaling.maxReplicas" in finding.paths


def test_one_replica_on_a_volume_for_one_node_hears_no_error() -> None:
    alone = {"scaling.backend.replicas": 1, "storage.accessMode": "ReadWriteOnce"}

    findings = guide.findings(changed(alone), TODAY)

    assert {finding.severity for finding in findings} == {Severity.INFO}
