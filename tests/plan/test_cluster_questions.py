"""What differs between clusters is asked only where it matters."""

from __future__ import annotations

from typing import Any

import pytest

from generators.plan import PRESETS
from generators.plan import Preset
from generators.plan import choice_at
from generators.plan import recommended
from generators.plan import revised

CLUSTER = (
    "release.platform",
    "release.ipFamilies",
    "release.mesh",
    "ingress.gateway.listeners.http",
    "ingress.gateway.listeners.https",
    "ingress.sourceCidrs",
    "operations.dns",
    "operations.proxy.http",
    "operations.proxy.https",
    "operations.proxy.noProxy",
    "operations.extraCa.kind",
    "operations.extraCa.name",
    "operations.extraCa.key",
    "operations.monitorLabels",
    "operations.prober",
)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: str(preset.slug))
def test_a_usual_plan_sees_three_of_them_and_fills_in_one(preset: Preset) -> None:
    plan = preset.filled()
    choices = [choice_at(path) for path in CLUSTER]
    seen = [choice for choice in choices if choice.applies(plan) and not choice.ask.advanced]

    assert [choice.path for choice in seen] == [
        "release.platform",
        "operations.monitorLabels",
        "operations.prober",
    ]
    assert set(CLUSTER) & set(preset.blanks) == {"operations.prober"}


@pytest.mark.parametrize(
    ("path", "needed", "needless"),
    [
        ("operations.prober", {}, {"operations.alerts": "none"}),
        ("operations.monitorLabels", {}, {"operations.alerts": "none"}),
        ("operations.dns", {}, {"operations.networkPolicies": False}),
        ("operations.dns", {}, {"release.platform": "openshift"}),
        ("operations.runAsUser", {}, {"release.platform": "openshift"}),
        ("operations.proxy.noProxy", {"operations.proxy.http": "http://p.acme.com:1"}, {}),
        ("operations.extraCa.key", {"operations.extraCa.name": "acme-ca"}, {}),
        ("ingress.gateway.listeners.https", {}, {"ingress.controller": "traefik"}),
        ("ingress.sourceCidrs", {}, {"operations.networkPolicies": False}),
        ("ingress.controllerNamespace", {}, {"ingress.implementation": "gke"}),
    ],
)
def test_a_choice_is_asked_where_it_matters(
    path: str, needed: dict[str, Any], needless: dict[str, Any]
) -> None:
    choice = choice_at(path)

    assert choice.applies(revised(recommended(), needed))
    assert not choice.applies(revised(recommended(), needless))
