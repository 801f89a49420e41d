from __future__ import annotations

from dataclasses import replace

import generators
from configurator.comparison import Side
from configurator.comparison import as_of_today
from configurator.comparison import compare
from configurator.plans.stored_findings import Judged
from tests.comparison.conftest import Changed
from tests.comparison.test_choices import WAIVER


def finding(message: str, *paths: str, rule: str = "image-tag-mutable") -> Judged:
    """Return a finding with this message about these choices."""
    return Judged(rule, "Title", "warning", paths, message, "Why.", "Fix.")


def sides(old: list[Judged], new: list[Judged]) -> tuple[Side, Side]:
    """Return sides of which this was said."""
    return Side("old", None, tuple(old)), Side("new", None, tuple(new))


def test_a_finding_came(changed: Changed) -> None:
    found = changed({"database.monitoring": False}).findings

    assert [each.rule for each in found.came] == ["database-unmonitored"]
    assert (found.went, found.reworded) == ((), ())


def test_a_finding_went(changed: Changed) -> None:
    found = changed({"database.monitoring": True}, {"database.monitoring": False}).findings

    assert [each.rule for each in found.went] == ["database-unmonitored"]


def test_a_finding_that_is_waived_went_and_is_known_as_waived() -> None:
    plan = generators.revised(generators.recommended(), {"release.backend.digest": ""})
    waiving = generators.revised(plan, {"waivers": [WAIVER]})

    found = compare(as_of_today("bare", plan), as_of_today("waived", waiving)).findings

    assert {"image-digest-missing"} == {each.rule for each in found.went} & found.waived


def test_another_message_about_the_same_choice_is_said_otherwise() -> None:
    old, new = finding("3 of 5", "a.b"), finding("4 of 5", "a.b")

    found = compare(*sides([old], [new])).findings

    assert [(each.old, each.new) for each in found.reworded] == [(old, new)]
    assert [each.text for each in found.reworded[0].marked[1] if each.marked] == ["4"]


def test_another_severity_is_said_otherwise() -> None:
    old = finding("The same.", "a.b")

    found = compare(*sides([old], [replace(old, severity="error")])).findings

    assert len(found.reworded) == 1


def test_the_same_rule_about_another_choice_is_another_finding() -> None:
    found = compare(*sides([finding("One.", "a.b")], [finding("One more.", "a.c")])).findings

    assert (len(found.came), len(found.went), len(found.reworded)) == (1, 1, 0)


def test_of_several_findings_of_a_rule_the_most_alike_belong_together() -> None:
    api, ui = finding("The API has 3 names.", "a.b"), finding("The UI has 3 names.", "a.b")
    later = finding("The UI has 4 names.", "a.b")

    found = compare(*sides([api, ui], [later])).findings

    assert [each.old for each in found.reworded] == [ui]
    assert found.went == (api,)


def test_where_a_statement_is_kept_is_no_other_finding() -> None:
    old = finding("One.", "a.b")

    found = compare(*sides([old], [replace(old, guide=("x.y",), reference="elsewhere")])).findings

    assert (found.came, found.went, found.reworded) == ((), (), ())
