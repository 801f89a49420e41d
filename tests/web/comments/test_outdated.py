from __future__ import annotations

from collections.abc import Callable

import pytest

from configurator.comments.anchors import AS_SAVED
from configurator.comments.anchors import Anchors
from configurator.comments.outdated import CURRENT
from configurator.comments.outdated import anchor_state
from configurator.comments.outdated import original_text
from configurator.comments.subject import About
from configurator.comments.subject import Subject
from configurator.comments.subject import find_subject
from configurator.comments.subject import finding_subject
from configurator.models import Configuration
from configurator.models import Revision

Revise = Callable[..., Revision]
REPLICAS = "scaling.backend.replicas"
OVERLAY = "overlays/production/kustomization.yaml"
NEARLY_SPENT = {"database.maxConnections": 90}


@pytest.fixture
def first(saved: Configuration) -> Anchors:
    """Return the anchors of the first revision: the recommended plan, with three replicas."""
    return Anchors(saved.revisions.select_related("archive").get(number=1))


def subject_of(anchors: Anchors, about: str, path: str, line: str = "") -> Subject:
    subject = find_subject(anchors, {"about": about, "path": path, "line": line})
    assert subject
    return subject


def test_a_choice_that_keeps_its_value_stays_current(first: Anchors, revise: Revise) -> None:
    choice = subject_of(first, "choice", REPLICAS)

    assert anchor_state(choice, Anchors(revise({"database.maxConnections": 200}))) == CURRENT


def test_a_changed_choice_is_outdated_and_shows_both_values(first: Anchors, revise: Revise) -> None:
    choice = subject_of(first, "choice", REPLICAS)
    between = [revise({"storage.size": "50Gi"}), revise({REPLICAS: 4}), revise({REPLICAS: 5})]

    state = anchor_state(choice, Anchors(between[-1]), between)

    assert state.reason == "This choice was changed since revision 3."
    assert (original_text(choice), state.current_text) == ("3", "5")


def test_a_choice_that_went_back_is_current_again(first: Anchors, revise: Revise) -> None:
    choice = subject_of(first, "choice", REPLICAS)
    between = [revise({REPLICAS: 4}), revise({REPLICAS: 3})]

    assert anchor_state(choice, Anchors(between[-1]), between) == CURRENT


def test_a_choice_that_no_longer_applies_is_outdated(first: Anchors, revise: Revise) -> None:
    choice = subject_of(first, "choice", "redis.host")

    state = anchor_state(choice, Anchors(revise({"redis.mode": "none"})))

    assert state.reason == "This choice does not apply to revision 2."


def test_a_finding_with_the_same_message_stays_current(first: Anchors, revise: Revise) -> None:
    finding = finding_subject(revise(NEARLY_SPENT).stored_findings[0])

    assert anchor_state(finding, Anchors(revise({"storage.size": "50Gi"}))) == CURRENT


def test_a_resolved_finding_is_outdated(first: Anchors, revise: Revise) -> None:
    finding = finding_subject(revise(NEARLY_SPENT).stored_findings[0])
    between = [revise({"database.maxConnections": 200}), revise({REPLICAS: 4})]

    state = anchor_state(finding, Anchors(between[-1]), between)

    assert state.reason == "This finding is resolved since revision 3."
    assert "82 %" in original_text(finding)


def test_a_finding_with_another_message_shows_it(first: Anchors, revise: Revise) -> None:
    finding = finding_subject(revise(NEARLY_SPENT).stored_findings[0])
    between = [revise({"database.maxConnections": 85})]

    state = anchor_state(finding, Anchors(between[-1]), between)

    assert state.reason == "This finding has another message since revision 3."
    assert "of the 85" in state.current_text


def test_a_line_moves_along(first: Anchors, revise: Revise) -> None:
    at = (first.lines(OVERLAY) or []).index("images:") + 1
    line = subject_of(first, "line", OVERLAY, str(at))

    later = Anchors(revise({"operations.networkPolicies": False}))
    state = anchor_state(line, later)

    assert state.line != at
    assert (later.lines(OVERLAY) or []).index("images:") + 1 == state.line


def test_a_line_that_is_gone_is_outdated_and_keeps_its_neighbours(
    first: Anchors, revise: Revise
) -> None:
    lines = first.lines("plan.yaml") or []
    at = next(number for number, line in enumerate(lines, 1) if "replicas: 3" in line)
    line = subject_of(first, "line", "plan.yaml", str(at))

    assert (
        anchor_state(line, Anchors(revise({REPLICAS: 4}))).reason
        == "This line is not in revision 2."
    )
    assert line.quote.split("\n") == lines[at - 3 : at + 2]


def test_a_file_that_is_gone_takes_its_lines(first: Anchors, revise: Revise) -> None:
    line = subject_of(first, "line", "components/network-policies/backend.yaml", "1")

    state = anchor_state(line, Anchors(revise({"operations.networkPolicies": False})))

    assert state.reason == "This file is not in revision 2."


def test_a_blocked_revision_has_no_lines(first: Anchors, revise: Revise) -> None:
    line = subject_of(first, "line", OVERLAY, "1")

    state = anchor_state(line, Anchors(revise({"redis.mode": "none"})))

    assert state.reason == "Errors blocked revision 2, so it has no files."


def test_the_whole_is_never_outdated(first: Anchors, revise: Revise) -> None:
    assert anchor_state(Subject(About.WHOLE), Anchors(revise({REPLICAS: 4}))) == CURRENT


MISSING = [
    {"about": "choice", "path": "scaling.nothing"},
    {"about": "finding", "path": "redis-missing", "fingerprint": "0" * 12},
    {"about": "line", "path": "nothing.yaml", "line": "1"},
    {"about": "line", "path": "plan.yaml", "line": "0"},
    {"about": "line", "path": "plan.yaml", "line": "9" * 5000},
    {"about": "line", "path": "plan.yaml", "line": "²"},
    {"about": "everything"},
    {},
]


@pytest.mark.parametrize("query", MISSING)
def test_what_a_revision_does_not_have_is_no_subject(first: Anchors, query: dict[str, str]) -> None:
    assert find_subject(first, query) is None


def test_an_unreadable_plan_is_shown_as_it_was_saved(first: Anchors, revise: Revise) -> None:
    choice = subject_of(first, "choice", REPLICAS)
    later = revise({REPLICAS: 4})
    later.complete = {"metadata": {"name": "old"}, "spec": {"scaling": {"of": [1, 2], "x": {}}}}
    later.__dict__.pop("plan", None)

    (section,) = Anchors(later).sections

    assert section.title == AS_SAVED
    values = [(choice.path, choice.text) for choice in section.choices]
    assert values == [("metadata.name", "old"), ("scaling.of", "1, 2"), ("scaling.x", "none")]
    assert anchor_state(choice, Anchors(later)).outdated
