"""Entries with several values, on one line."""

from __future__ import annotations

import pytest

from generators.plan.placement import Toleration
from generators.plan.volume import Volume


@pytest.mark.parametrize("more", [{}, {"readOnly": True}, {"subPath": ""}])
def test_a_line_does_not_tell_whether_a_default_was_written(more: dict[str, object]) -> None:
    given = {"name": "ca", "mountPath": "/etc/ca", "configMap": "acme-ca"}

    volume = Volume.model_validate({**given, **more})

    assert str(volume) == "name: ca, mountPath: /etc/ca, configMap: acme-ca"


def test_a_line_says_what_is_not_the_default() -> None:
    volume = Volume.model_validate(
        {"name": "flows", "mountPath": "/srv/flows", "claim": "team", "readOnly": False}
    )
    toleration = Toleration.model_validate({"key": "gpu", "operator": "Exists"})

    assert str(volume).endswith("claim: team, readOnly: false")
    assert str(toleration) == "key: gpu, operator: Exists"
