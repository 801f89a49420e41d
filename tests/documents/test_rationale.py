"""RATIONALE.md: every choice and every statement, the harmful assumptions first."""

from __future__ import annotations

import re

import pytest

from generators.guide import STATEMENTS
from generators.plan import choices
from generators.plan import claims
from generators.plan import recommended
from generators.plan import revised
from tests.documents.reading import of
from tests.documents.reading import plans
from tests.documents.reading import written

SUMMARY = ["Decisions", "Capacity", "Findings", "Waivers", "Coverage of the guide"]
SOME = ["api-managed", "small-team", "everything", "no-alerts", "first-install"]


def rationale(name: str) -> str:
    return written(name)["RATIONALE.md"]


def chapter(name: str, title: str) -> str:
    return rationale(name).partition(f"## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("name", SOME)
def test_what_a_reader_decides_on_comes_before_the_details(name: str) -> None:
    headings = re.findall(r"^## (.+)$", rationale(name), re.MULTILINE)

    first = [heading for heading in headings if heading in SUMMARY]
    details = headings.index("Assumptions")
    assert first == SUMMARY
    assert all(headings.index(heading) < details for heading in SUMMARY)


def test_the_coverage_is_counted() -> None:
    assert re.search(
        r"\d+ for people, \d+ satisfied, \d+ not app",
        chapter("api-managed", "Coverage of the guide"),
    )


@pytest.mark.parametrize("name", SOME)
def test_every_choice_that_applies_is_there_the_decisions_first(name: str) -> None:
    plan = plans()[name]
    decisions, defaults_text = chapter(name, "Decisions"), chapter(name, "Defaults")
    applied = [choice for choice in choices() if choice.applies(plan)]

    rows = re.findall(r"^\| `([a-zA-Z.]+)` \| .+ \| .+ \|.*$", decisions, re.MULTILINE)
    defaults = re.findall(r"^- `([a-zA-Z.]+)`: ", defaults_text, re.MULTILINE)

    claimed = {claim.path for claim in claims(plan)}
    decided = [c.path for c in applied if c.of(plan) != c.default]
    assert sorted(rows) == sorted(path for path in decided if path not in claimed)
    assert sorted(defaults) == sorted(c.path for c in applied if c.of(plan) == c.default)


@pytest.mark.parametrize("name", SOME)
def test_every_statement_is_there(name: str) -> None:
    text = chapter(name, "Statements of the guide") + chapter(name, "Coverage of the guide")

    assert [statement.id for statement in STATEMENTS if f"`{statement.id}`" not in text] == []


@pytest.mark.parametrize("name", SOME)
def test_the_assumption_that_loses_requests_stands_first(name: str) -> None:
    first = rationale(name).partition("## Assumptions")[2].partition("\n- ")[2].splitlines()[0]

    assert "`scaling.backend.drain`" in first


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize(("path", "most"), [("RATIONALE.md", 4000), ("README.md", 1400)])
def test_a_document_stays_short(name: str, path: str, most: int) -> None:
    assert len(written(name)[path].split()) <= most


def test_the_budget_has_the_real_numbers() -> None:
    plan = revised(recommended(), {"scaling.backend.replicas": 3, "database.poolSize": 7})

    text = of(plan)["RATIONALE.md"]

    serving = "(3 + 1) pods × 1 worker × (7 pooled + 10 overflow) = 68"
    arithmetic = f"{serving}, and 2 draining pods × 1 × 7 pooled"
    assert f"| Backend, in a rollout at most | {arithmetic} | 82 |" in text
    assert "| Needed | 51 + 13 | 64 |" in text


def test_a_volume_for_one_node_has_no_extra_pod_in_a_rollout() -> None:
    assert "in a rollout at most" not in rationale("one-replica")


def test_a_pooler_is_in_the_budget() -> None:
    assert "| PgBouncer opens | 2 poolers × 50 | 100 |" in rationale("pooler")


def test_a_waiver_is_there_with_its_reason() -> None:
    waiver = {
        "rule": "database-standby-missing",
        "reason": "a | small\nteam",
        "owner": "ops",
        "expires": "2027-01-01",
    }
    plan = plans()["small-team"].model_validate(
        plans()["small-team"].model_dump(by_alias=True) | {"waivers": [waiver]}
    )

    text = of(plan)["RATIONALE.md"].partition("## Waivers")[2]

    assert (
        r"| `database-standby-missing` | a \| small team | ops | 2027-01-01 | "
        in text.splitlines()[4]
    )


def test_an_unsatisfied_scaling_requirement_is_marked() -> None:
    plan = revised(recommended(), {"redis.mode": "none"})

    assert "**not satisfied**" in of(plan)["RATIONALE.md"]
    assert "**not satisfied**" not in rationale("api-managed")
