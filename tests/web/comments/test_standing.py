from __future__ import annotations

from collections.abc import Callable

import pytest

from configurator.comments.anchors import AS_SAVED
from configurator.comments.anchors import Ground
from configurator.comments.outdated import CURRENT
from configurator.comments.outdated import standing
from configurator.comments.outdated import was
from configurator.comments.subject import About
from configurator.comments.subject import Spot
from configurator.comments.subject import of_finding
from configurator.comments.subject import spot_at
from configurator.models import Configuration
from configurator.models import Revision

Revise = Callable[..., Revision]
REPLICAS = "scaling.backend.replicas"
OVERLAY = "overlays/production/kustomization.yaml"
NEARLY_SPENT = {"database.maxConnections": 90}


@pytest.fixture
def first(saved: Configuration) -> Ground:
    """Return what the first revision says: the recommended plan, with three replicas."""
    return Ground(saved.revisions.select_related("archive").get(number=1))


def spot(ground: Ground, about: str, place: str, line: str = "") -> Spot:
    found = spot_at(ground, {"about": about, "place": place, "line": line})
    assert found
    return found


def test_a_choice_that_keeps_its_value_stays_current(first: Ground, revise: Revise) -> None:
    choice = spot(first, "choice", REPLICAS)

    assert standing(choice, Ground(revise({"database.maxConnections": 200}))) == CURRENT


def test_a_changed_choice_is_outdated_and_shows_both_values(first: Ground, revise: Revise) -> None:
    choice = spot(first, "choice", REPLICAS)
    between = [revise({"storage.size": "50Gi"}), revise({REPLICAS: 4}), revise({REPLICAS: 5})]

    found = standing(choice, Ground(between[-1]), between)

    assert found.why == "This choice was changed since revision 3."
    assert (was(choice), found.now) == ("3", "5")


def test_a_choice_that_went_back_is_current_again(first: Ground, revise: Revise) -> None:
    choice = spot(first, "choice", REPLICAS)
    between = [revise({REPLICAS: 4}), revise({REPLICAS: 3})]

    assert standing(choice, Ground(between[-1]), between) == CURRENT


def test_a_choice_that_nobody_asks_for_any_more_is_outdated(first: Ground, revise: Revise) -> None:
    choice = spot(first, "choice", "redis.host")

    found = standing(choice, Ground(revise({"redis.mode": "none"})))

    assert found.why == "Revision 2 does not ask for this choice."


def test_a_finding_that_is_said_again_stays_current(first: Ground, revise: Revise) -> None:
    finding = of_finding(revise(NEARLY_SPENT).judged[0])

    assert standing(finding, Ground(revise({"storage.size": "50Gi"}))) == CURRENT


def test_a_finding_that_is_gone_is_outdated(first: Ground, revise: Revise) -> None:
    finding = of_finding(revise(NEARLY_SPENT).judged[0])
    between = [revise({"database.maxConnections": 200}), revise({REPLICAS: 4})]

    found = standing(finding, Ground(between[-1]), between)

    assert found.why == "This finding is gone since revision 3."
    assert "82 %" in was(finding)


def test_a_finding_in_other_words_shows_them(first: Ground, revise: Revise) -> None:
    finding = of_finding(revise(NEARLY_SPENT).judged[0])
    between = [revise({"database.maxConnections": 85})]

    found = standing(finding, Ground(between[-1]), between)

    assert found.why == "This finding says something else since revision 3."
    assert "of the 85" in found.now


def test_a_line_moves_along(first: Ground, revise: Revise) -> None:
    at = (first.lines(OVERLAY) or []).index("images:") + 1
    line = spot(first, "line", OVERLAY, str(at))

    later = Ground(revise({"operations.networkPolicies": False}))
    found = standing(line, later)

    assert found.line != at
    assert (later.lines(OVERLAY) or []).index("images:") + 1 == found.line


def test_a_line_that_is_gone_is_outdated_and_keeps_its_neighbours(
    first: Ground, revise: Revise
) -> None:
    lines = first.lines("plan.yaml") or []
    at = next(number for number, each in enumerate(lines, 1) if "replicas: 3" in each)
    line = spot(first, "line", "plan.yaml", str(at))

    assert standing(line, Ground(revise({REPLICAS: 4}))).why == "This line is not in revision 2."
    assert line.quote.split("\n") == lines[at - 3 : at + 2]


def test_a_file_that_is_gone_takes_its_lines(first: Ground, revise: Revise) -> None:
    line = spot(first, "line", "components/network-policies/backend.yaml", "1")

    found = standing(line, Ground(revise({"operations.networkPolicies": False})))

    assert found.why == "This file is not in revision 2."


def test_a_blocked_revision_has_no_lines(first: Ground, revise: Revise) -> None:
    line = spot(first, "line", OVERLAY, "1")

    found = standing(line, Ground(revise({"redis.mode": "none"})))

    assert found.why == "Errors blocked revision 2, so it has no files."


def test_the_whole_is_never_outdated(first: Ground, revise: Revise) -> None:
    assert standing(Spot(About.WHOLE), Ground(revise({REPLICAS: 4}))) == CURRENT


NOWHERE = [
    {"about": "choice", "place": "scaling.nothing"},
    {"about": "finding", "place": "redis-missing", "mark": "0" * 12},
    {"about": "line", "place": "nothing.yaml", "line": "1"},
    {"about": "line", "place": "plan.yaml", "line": "0"},
    {"about": "line", "place": "plan.yaml", "line": "9" * 5000},
    {"about": "line", "place": "plan.yaml", "line": "²"},
    {"about": "everything"},
    {},
]


@pytest.mark.parametrize("sent", NOWHERE)
def test_what_a_revision_does_not_have_cannot_be_talked_about(
    first: Ground, sent: dict[str, str]
) -> None:
    assert spot_at(first, sent) is None


def test_a_plan_that_cannot_be_read_is_shown_as_it_was_saved(first: Ground, revise: Revise) -> None:
    choice = spot(first, "choice", REPLICAS)
    later = revise({REPLICAS: 4})
    later.complete = {"metadata": {"name": "old"}, "spec": {"scaling": {"of": [1, 2], "x": {}}}}
    later.__dict__.pop("plan", None)

    (chapter,) = Ground(later).chapters

    assert chapter.title == AS_SAVED
    shown = [(each.path, each.shown) for each in chapter.answers]
    assert shown == [("metadata.name", "old"), ("scaling.of", "1, 2"), ("scaling.x", "none")]
    assert standing(choice, Ground(later)).outdated
