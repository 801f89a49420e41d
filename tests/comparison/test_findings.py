from __future__ import annotations

from dataclasses import replace

import generators
from configurator.comparison import Side
from configurator.comparison import as_of_today
from configurator.comparison import compare
from configurator.plans.stored_findings import StoredFinding
from tests.comparison.conftest import Changed
from tests.comparison.test_choices import WAIVER


def finding(message: str, *paths: str, rule: str = "image-tag-mutable") -> StoredFinding:
    """Return a finding with this message about these choices."""
    return StoredFinding(rule, "Title", "warning", paths, message, "Why.", "Fix.")


def sides(old: list[StoredFinding], new: list[StoredFinding]) -> tuple[Side, Side]:
    """Return sides with these findings."""
    return Side("old", None, tuple(old)), Side("new", None, tuple(new))


def test_a_new_finding(changed: Changed) -> None:
    findings = changed({"database.monitoring": False}).findings

    assert [finding.rule for finding in findings.new] == ["database-unmonitored"]
    assert (findings.resolved, findings.changed) == ((), ())


def test_a_resolved_finding(changed: Changed) -> None:
    findings = changed({"database.monitoring": True}, {"database.monitoring": False}).findings

    assert [finding.rule for finding in findings.resolved] == ["database-unmonitored"]


def test_a_waived_finding_is_resolved_and_known_as_waived() -> None:
    plan = generators.revised(generators.recommended(), {"release.backend.digest": ""})
    waiving = generators.revised(plan, {"waivers": [WAIVER]})

    findings = compare(as_of_today("bare", plan), as_of_today("waived", waiving)).findings

    assert {"image-digest-missing"} == {
        finding.rule for finding in findings.resolved
    } & findings.waived


def test_another_message_about_the_same_choice_is_a_changed_finding() -> None:
    old, new = finding("3 of 5", "a.b"), finding("4 of 5", "a.b")

    findings = compare(*sides([old], [new])).findings

    assert [(change.old, change.new) for change in findings.changed] == [(old, new)]
    assert [span.text for span in findings.changed[0].word_diff[1] if span.changed] == ["4"]


def test_another_severity_is_a_changed_finding() -> None:
    old = finding("The same.", "a.b")

    findings = compare(*sides([old], [replace(old, severity="error")])).findings

    assert len(findings.changed) == 1


def test_the_same_rule_about_another_choice_is_a_new_finding() -> None:
    findings = compare(*sides([finding("One.", "a.b")], [finding("One more.", "a.c")])).findings

    assert (len(findings.new), len(findings.resolved), len(findings.changed)) == (1, 1, 0)


def test_of_several_findings_of_a_rule_the_most_similar_are_matched() -> None:
    api, ui = finding("The API has 3 names.", "a.b"), finding("The UI has 3 names.", "a.b")
    later = finding("The UI has 4 names.", "a.b")

    findings = compare(*sides([api, ui], [later])).findings

    assert [change.old for change in findings.changed] == [ui]
    assert findings.resolved == (api,)


def test_another_guide_reference_is_no_difference() -> None:
    old = finding("One.", "a.b")

    findings = compare(
        *sides([old], [replace(old, guide=("x.y",), reference="elsewhere")])
    ).findings

    assert (findings.new, findings.resolved, findings.changed) == ((), (), ())
