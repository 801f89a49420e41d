"""What a plan makes of each statement of the guide."""

from __future__ import annotations

from datetime import date

import pytest

from generators.guide import RULES
from generators.guide import STATEMENTS
from generators.judgement import judge
from generators.judgement.coverage import Entry
from generators.plan import Plan
from generators.plan import choice_at
from generators.plan import recommended
from generators.plan import revised
from tests.plans import BRANCHES

TODAY = date(2026, 11, 24)


def covered(plan: Plan) -> dict[str, Entry]:
    return {each.statement: each for each in judge(plan, TODAY).coverage}


def with_choices(**choices: object) -> dict[str, Entry]:
    paths = {path.replace("__", "."): value for path, value in choices.items()}
    return covered(revised(recommended(), paths))


@pytest.mark.parametrize("branch", BRANCHES)
def test_every_statement_is_there_once_and_its_status_is_earned(branch: str) -> None:
    judgement = judge(revised(recommended(), BRANCHES[branch]), TODAY)
    files = {file.path for file in judgement.layout.files}
    rules = {rule.slug for rule in RULES}

    assert [each.statement for each in judgement.coverage] == [each.id for each in STATEMENTS]
    for each in judgement.coverage:
        if each.status == "satisfied":
            assert each.by
            assert all(path in files or choice_at(path).path for path in each.by), each
        elif each.status == "violated":
            assert set(each.by) <= rules
        else:
            assert each.status in ("people", "not-applicable")
            assert each.note.endswith(".")


def test_a_mistake_violates_what_its_rule_cites() -> None:
    found = with_choices(redis__mode="none")["state.cache"]

    assert (found.status, found.by) == ("violated", ("backend-replicas-without-shared-cache",))
    assert "pod-local" in found.note


def test_advice_violates_nothing() -> None:
    assert with_choices(release__change="")["rollout.change"].status == "people"


def test_a_waived_warning_neither_violates_nor_satisfies() -> None:
    waiver = {
        "rule": "load-test-missing",
        "reason": "soft launch",
        "owner": "Platform",
        "expires": "2026-12-31",
    }

    found = with_choices(operations__loadTested=False, waivers=[waiver])["validation.load"]

    assert found.status == "people"


def test_a_load_test_is_satisfied_by_the_choice_that_records_it() -> None:
    found = covered(recommended())["validation.load"]

    assert found.status == "satisfied"
    assert "operations.loadTested" in found.by


def test_what_does_not_run_is_not_applicable_and_says_why() -> None:
    found = covered(recommended())

    assert found["routing.fallbacks"] == Entry(
        "routing.fallbacks", "not-applicable", note="No frontend runs."
    )
    assert found["validation.mcp"].note == "MCP is not exposed."


def test_only_people_can_try_a_flow() -> None:
    found = covered(recommended())["validation.run"]

    assert found.status == "people"
    assert "jobs/smoke-test" in found.note


def test_an_edge_that_counts_nothing_leaves_its_signals_to_people() -> None:
    plan = revised(recommended(), BRANCHES["other-controller"])
    found = {statement: entry.status for statement, entry in covered(plan).items()}

    assert (found["health.api"], found["health.ingress"]) == ("people", "people")
    assert found["health.backend"] == "satisfied"
