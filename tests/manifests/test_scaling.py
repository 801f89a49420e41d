from __future__ import annotations

from typing import Any

import pytest

from generators.manifests.scaling import scaling
from generators.manifests.scaling.scale import backend_scale
from generators.manifests.scaling.scale import mebibytes
from generators.manifests.scaling.scale import resources
from generators.manifests.scaling.scale import spread
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised

WEB = {"topology.pattern": "full-web"}
GROWS = {"scaling.backend.autoscaling.enabled": True}


def plan_with(**changes: Any) -> Plan:
    return revised(recommended(), {f"scaling.{name}": value for name, value in changes.items()})


def made(plan: Plan) -> dict[str, Any]:
    return {file.path: file.content[0] for file in scaling(plan).files}


def behaviour(plan: Plan) -> Any:
    return made(plan)["components/autoscaling/autoscaler.yaml"]["spec"]["behavior"]


def test_a_fixed_count_is_a_replica_count_and_no_autoscaler() -> None:
    plan = revised(recommended(), {**WEB, "scaling.backend.replicas": 3})

    assert scaling(plan).replicas == {"skillflaw-backend": 3, "skillflaw-frontend": 2}
    assert not [path for path in made(plan) if "autoscaling" in path]


def test_an_autoscaled_workload_has_no_replica_count() -> None:
    part = scaling(revised(recommended(), {**WEB, **GROWS}))

    assert part.replicas == {"skillflaw-frontend": 2}


def test_the_autoscaler_keeps_to_the_bounds_and_the_target() -> None:
    changes = {"minReplicas": 3, "maxReplicas": 9, "cpuPercent": 55}
    plan = revised(
        recommended(),
        GROWS | {f"scaling.backend.autoscaling.{name}": value for name, value in changes.items()},
    )
    spec = made(plan)["components/autoscaling/autoscaler.yaml"]["spec"]

    assert (spec["minReplicas"], spec["maxReplicas"]) == (3, 9)
    assert spec["metrics"][0]["resource"]["target"]["averageUtilization"] == 55
    assert spec["scaleTargetRef"]["name"] == "skillflaw-backend"


@pytest.mark.parametrize(
    ("flow", "window", "period"),
    [(30, 300, 60), (900, 900, 900), (86_400, 3600, 1800)],
)
def test_the_backend_shrinks_slower_than_its_longest_flow_within_the_api_s_bounds(
    flow: int, window: int, period: int
) -> None:
    plan = revised(recommended(), {**GROWS, "scaling.backend.longestFlowSeconds": flow})
    down = behaviour(plan)["scaleDown"]

    assert down["stabilizationWindowSeconds"] == window
    assert down["policies"] == [{"type": "Pods", "value": 1, "periodSeconds": period}]


def test_one_pod_needs_no_budget_and_nothing_to_spread() -> None:
    plan = plan_with(**{"backend.replicas": 1})

    assert made(plan) == {}
    assert spread(plan, backend_scale(plan)) == {}


def test_a_budget_lets_a_drain_take_pods_and_is_not_held_up_by_broken_ones() -> None:
    plan = plan_with(**{"backend.replicas": 5, "backend.maxUnavailable": 2})
    spec = made(plan)["components/availability/backend.yaml"]["spec"]

    assert spec["maxUnavailable"] == 2
    assert spec["unhealthyPodEvictionPolicy"] == "AlwaysAllow"
    assert spec["selector"]["matchLabels"]["app.kubernetes.io/component"] == "backend"


def test_docs_get_a_budget_when_there_are_two_of_them() -> None:
    docs = {"topology.docs": True, "scaling.docs.replicas": 2}

    assert "components/availability/docs.yaml" in made(revised(recommended(), docs))
    assert "components/availability/docs.yaml" not in made(
        revised(recommended(), {**docs, "scaling.docs.replicas": 1})
    )


def test_the_frontend_keeps_its_own_count_unless_it_is_told_to_follow() -> None:
    follows = {**WEB, "scaling.frontend.followBackend": True, "scaling.backend.replicas": 5}
    tied = scaling(revised(recommended(), follows))
    free = scaling(revised(recommended(), {**follows, "scaling.frontend.followBackend": False}))

    assert tied.replicas["skillflaw-frontend"] == 5
    assert free.replicas["skillflaw-frontend"] == 2


def test_a_frontend_that_follows_an_autoscaled_backend_gets_its_bounds() -> None:
    follows = {**WEB, **GROWS, "scaling.frontend.followBackend": True}
    spec = made(revised(recommended(), follows))["components/frontend-autoscaling/autoscaler.yaml"][
        "spec"
    ]

    assert (spec["minReplicas"], spec["maxReplicas"]) == (2, 6)


@pytest.mark.parametrize(
    ("choice", "keys"),
    [
        ("node", ["kubernetes.io/hostname"]),
        ("zone", ["topology.kubernetes.io/zone", "kubernetes.io/hostname"]),
    ],
)
def test_pods_prefer_to_be_apart_and_are_never_kept_from_running(
    choice: str, keys: list[str]
) -> None:
    plan = plan_with(spread=choice)
    constraints = spread(plan, backend_scale(plan))["topologySpreadConstraints"]

    assert [constraint["topologyKey"] for constraint in constraints] == keys
    assert {constraint["whenUnsatisfiable"] for constraint in constraints} == {"ScheduleAnyway"}


def test_no_spreading_is_no_field() -> None:
    plan = plan_with(spread="none")

    assert spread(plan, backend_scale(plan)) == {}


def test_resources_leave_out_what_is_not_given() -> None:
    sizes = plan_with(
        **{"backend.resources.limits.memory": "", "backend.resources.limits.cpu": ""}
    ).scaling.backend.resources

    assert resources(sizes, scratch=64, scratch_limit=2048) == {
        "requests": {"cpu": "1", "memory": "2Gi", "ephemeral-storage": "64Mi"},
        "limits": {"ephemeral-storage": "2Gi"},
    }


def test_sizes_are_written_as_people_write_them() -> None:
    assert [mebibytes(count) for count in (512, 1024, 1536)] == ["512Mi", "1Gi", "1536Mi"]


def test_what_people_must_know_of_an_autoscaler_is_said_only_where_there_is_one() -> None:
    assert scaling(recommended()).notes == ()
    assert {note.kind for note in scaling(revised(recommended(), GROWS)).notes} == {
        "manual",
        "limit",
    }
