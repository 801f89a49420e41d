"""What a plan states of the world outside, and what nobody stated."""

from __future__ import annotations

import pytest

from generators.plan import Plan
from generators.plan import claims
from generators.plan import complete
from generators.plan import complete_file
from generators.plan import revised
from generators.plan import sparse
from generators.plan import stated
from generators.plan.reading import read_document
from generators.plan.reading import read_plan_document

BLANK = {
    "apiVersion": "skillflaw-configurator/v1",
    "kind": "DeploymentPlan",
    "metadata": {"name": "blank"},
}
EXTERNAL = {
    "database.maxConnections",
    "database.backup.schedule",
    "database.backup.retentionDays",
    "database.backup.destination",
    "database.backup.restoreTested",
    "database.highAvailability",
    "database.monitoring",
    "redis.maxMemory",
    "redis.evictionPolicy",
    "redis.persistence",
    "redis.monitoring",
}
ALWAYS = {"operations.centralLogs", "operations.loadTested"}


def plan_with(**topics: object) -> Plan:
    return read_document({**BLANK, "spec": topics})


def asked(plan: Plan) -> set[str]:
    return {claim.path for claim in claims(plan)}


def test_a_plan_with_managed_data_stores_is_asked_what_nobody_else_knows() -> None:
    assert asked(plan_with()) == EXTERNAL | ALWAYS


def test_a_data_store_of_the_bundle_is_a_choice_and_no_claim() -> None:
    plan = plan_with(database={"mode": "in-cluster"}, redis={"mode": "in-cluster"})

    assert asked(plan) == ALWAYS


def test_a_rebuilt_ui_is_a_claim_where_the_team_builds_the_images() -> None:
    assert "topology.uiRebuilt" in asked(plan_with(topology={"delivery": "source"}))


def test_a_failover_plan_is_asked_for_where_there_is_a_standby() -> None:
    assert "database.failoverPlan" in asked(plan_with(database={"highAvailability": True}))


@pytest.mark.parametrize("value", [False, True])
def test_no_is_stated_as_well_as_yes(value: bool) -> None:
    plan = plan_with(database={"monitoring": value})

    assert stated(plan, "database.monitoring")
    assert not stated(plan, "database.highAvailability")


def test_an_empty_text_states_nothing() -> None:
    assert not stated(plan_with(redis={"persistence": ""}), "redis.persistence")


def test_the_assumed_number_is_stated_where_the_file_has_it() -> None:
    assert not stated(plan_with(), "database.maxConnections")
    assert stated(plan_with(database={"maxConnections": 100}), "database.maxConnections")


def test_neither_form_of_a_plan_states_more_than_was_stated() -> None:
    plan = plan_with(database={"monitoring": False, "backup": {"retentionDays": 14}})

    for document in (sparse(plan), complete(plan), sparse(revised(plan, {"redis.port": 6380}))):
        again = read_document(document)
        assert [claim.path for claim in claims(again) if claim.stated] == [
            "database.backup.retentionDays",
            "database.monitoring",
        ]


def test_a_complete_plan_has_every_choice_of_the_bundles_own_database() -> None:
    database = complete(plan_with(database={"mode": "in-cluster"}))["spec"]["database"]

    assert database["maxConnections"] == 100
    assert database["backup"]["retentionDays"] == 14


def test_the_environments_of_a_complete_file_state_no_more_either() -> None:
    spec = {"database": {"mode": "in-cluster"}}
    own = {"staging": {}, "production": {"database": {"mode": "external", "monitoring": False}}}
    file = read_plan_document({**BLANK, "spec": spec, "environments": own})

    again = read_plan_document(complete_file(file))

    production = again.plan_of("production")
    assert [claim.path for claim in claims(production) if claim.stated] == ["database.monitoring"]
    assert again.plan_of("staging").database == file.plan_of("staging").database
