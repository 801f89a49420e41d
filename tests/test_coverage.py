"""What a plan makes of each statement of the guide."""

from __future__ import annotations

from datetime import date

import pytest

from generators.guide import RULES
from generators.guide import STATEMENTS
from generators.judgement import judge
from generators.judgement.entry import Entry
from generators.plan import Plan
from generators.plan import choice_at
from generators.plan import recommended
from generators.plan import revised
from tests.plans import BRANCHES

TODAY = date(2026, 11, 24)


def covered(plan: Plan) -> dict[str, Entry]:
    return {entry.statement: entry for entry in judge(plan, TODAY).coverage}


def with_choices(**choices: object) -> dict[str, Entry]:
    paths = {path.replace("__", "."): value for path, value in choices.items()}
    return covered(revised(recommended(), paths))


@pytest.mark.parametrize("branch", BRANCHES)
def test_every_statement_is_there_once_and_its_status_is_earned(branch: str) -> None:
    judgement = judge(revised(recommended(), BRANCHES[branch]), TODAY)
    files = {file.path for file in judgement.layout.files}
    rules = {rule.slug for rule in RULES}

    assert [entry.statement for entry in judgement.coverage] == [entry.id for entry in STATEMENTS]
    for entry in judgement.coverage:
        if entry.status == "satisfied":
            assert entry.by
            assert all(path in files or choice_at(path).path for path in entry.by), entry
        elif entry.status == "violated":
            assert set(entry.by) <= rules
        else:
            assert entry.status in ("people", "not-applicable")
            assert entry.note.endswith(".")


def test_a_mistake_violates_what_its_rule_cites() -> None:
    entry = with_choices(redis__mode="none")["state.cache"]

    assert (entry.status, entry.by) == ("violated", ("backend-replicas-without-shared-cache",))
    assert "pod-local" in entry.note


@pytest.mark.parametrize(
    ("migration", "revision", "status"),
    [
        ("none", "", "satisfied"),
        ("backward-compatible", "", "people"),
        ("breaking", "", "people"),
        ("backward-compatible", "182e5471b900", "satisfied"),
    ],
)
def test_a_rollback_is_only_answered_with_the_schema_to_go_back_to(
    migration: str, revision: str, status: str
) -> None:
    entry = with_choices(
        release__schemaMigration=migration, release__previousSchemaRevision=revision
    )["rollout.revert"]

    assert entry.status == status


@pytest.mark.parametrize(("version", "status"), [("1.28", "people"), ("1.29", "satisfied")])
def test_a_migration_job_that_a_cluster_cannot_run_satisfies_nothing(
    version: str, status: str
) -> None:
    chosen = with_choices(database__migrations="job", release__kubernetes=version)

    assert chosen["postgres.migrations"].status == status


def test_advice_violates_nothing() -> None:
    assert with_choices(release__change="")["rollout.change"].status == "people"


def test_a_waived_warning_neither_violates_nor_satisfies() -> None:
    waiver = {
        "rule": "load-test-missing",
        "reason": "soft launch",
        "owner": "Platform",
        "expires": "2026-12-31",
    }

    entry = with_choices(operations__loadTested=False, waivers=[waiver])["validation.load"]

    assert entry.status == "people"


def test_a_load_test_is_satisfied_by_the_choice_that_records_it() -> None:
    entry = covered(recommended())["validation.load"]

    assert entry.status == "satisfied"
    assert "operations.loadTested" in entry.by


def test_what_does_not_run_is_not_applicable_and_says_why() -> None:
    entries = covered(recommended())

    assert entries["routing.fallbacks"] == Entry(
        "routing.fallbacks", "not-applicable", note="No frontend runs."
    )
    assert entries["validation.mcp"].note == "MCP is not exposed."


def test_only_people_can_try_a_flow() -> None:
    entry = covered(recommended())["validation.run"]

    assert entry.status == "people"
    assert "jobs/smoke-test" in entry.note


def test_an_edge_that_counts_nothing_leaves_its_signals_to_people() -> None:
    plan = revised(recommended(), BRANCHES["other-controller"])
    statuses = {statement: entry.status for statement, entry in covered(plan).items()}

    assert (statuses["health.api"], statuses["health.ingress"]) == ("people", "people")
    assert statuses["health.backend"] == "satisfied"
