"""The drawing of a plan: nodes and ways as the rendered objects have them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import settings

import generators
from tests.plans import EVERYTHING
from tests.plans import WEB
from tests.strategies import plans


def topology_of(changes: dict[str, Any] | None = None) -> generators.Topology:
    plan = generators.revised(generators.recommended(), changes or {})
    return generators.inventory(generators.judge(plan)).topology


def test_requests_come_through_the_ingress() -> None:
    drawn = topology_of(WEB)

    assert ("callers-browsers", "ingress") in drawn.ways
    assert {node.key for node in drawn.called_by("ingress")} == {"backend", "frontend"}
    assert ("frontend", "backend") in drawn.ways


def test_a_pooler_stands_between_backend_and_postgresql() -> None:
    drawn = topology_of(EVERYTHING)

    assert ("backend", "pooler") in drawn.ways
    assert ("pooler", "database") in drawn.ways
    assert ("backend", "database") not in drawn.ways


def test_a_data_store_of_somebody_else_is_outside() -> None:
    drawn = topology_of()

    assert drawn.node("database").outside
    assert not drawn.node("state").outside


def test_what_nobody_has_said_yet_is_marked() -> None:
    drawn = topology_of({"database.host": "", "ingress.hosts.api": ""})

    unknown = {node.key for node in drawn.nodes if node.unknown}
    assert unknown == {"database", "callers-api"}


def test_without_redis_nothing_leads_to_it() -> None:
    drawn = topology_of({"redis.mode": "none", "scaling.backend.replicas": 1})

    assert "cache" not in {node.key for node in drawn.nodes}


def test_where_flows_may_call_nothing_there_is_no_service() -> None:
    assert "services" not in {node.key for node in topology_of({"operations.egress": "none"}).nodes}


@settings(max_examples=40)
@given(plans())
def test_any_plan_can_be_drawn_and_counted(plan: generators.Plan) -> None:
    drawn = generators.inventory(generators.judge(plan)).topology

    keys = [node.key for node in drawn.nodes]
    assert len(keys) == len({*keys})
    assert {key for way in drawn.ways for key in way} <= {*keys}
