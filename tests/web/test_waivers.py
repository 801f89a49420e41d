"""Waiving a warning in review, and withdrawing a waiver."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from datetime import timedelta

import pytest
from django.utils import timezone

from configurator.models import Configuration
from configurator.models import Event
from configurator.models import GivenWaiver
from configurator.models import Review
from configurator.models import Revision
from configurator.models import Team
from configurator.models import User
from configurator.reviews.waivers import revision_waivers
from configurator.services import drafts
from configurator.services import waivers
from configurator.services.reviews import Refused
from configurator.services.waivers import Terms
from tests.people import signed_in

pytestmark = pytest.mark.postgres

RULE = "load-test-missing"
UNTESTED = {"operations.loadTested": False}
TERMS = Terms("A soft launch.", "Platform", date(2099, 1, 1))
SENT = {"reason": "A soft launch.", "owner": "Platform"}
Approve = Callable[..., Review]
Revise = Callable[..., Revision]


@pytest.fixture
def warned(shared: Configuration, revise: Revise) -> Configuration:
    """Return a configuration whose revision 2 has a warning."""
    revise(UNTESTED)
    shared.refresh_from_db()
    return shared


def sent(days: int) -> dict[str, str]:
    return {**SENT, "expires": str(timezone.localdate() + timedelta(days=days))}


def test_a_waiver_makes_the_next_revision_of_the_same_plan(
    warned: Configuration, author: User, reviewer: User
) -> None:
    made = waivers.waive(warned.pk, 2, RULE, reviewer, TERMS)

    assert (made.number, made.author, made.saver) == (3, author, reviewer)
    assert made.document.pop("waivers")[0]["reason"] == "A soft launch."
    assert made.document == warned.revisions.get(number=2).document
    assert (made.result, made.waived[0]["rule"]) == ("ready", RULE)
    assert "reviewer waived" in made.note


def test_the_draft_gets_the_waiver_and_keeps_its_other_changes(
    warned: Configuration, reviewer: User
) -> None:
    draft = Configuration.objects.get(pk=warned.pk)
    drafts.write(draft, draft.plan_file.revised("", {"scaling.backend.replicas": 5}), {})

    made = waivers.waive(warned.pk, 2, RULE, reviewer, TERMS)

    warned = Configuration.objects.get(pk=warned.pk)
    assert (warned.plan.scaling.backend.replicas, warned.changed) == (5, True)
    assert warned.plan.waivers == made.plan.waivers


def test_a_draft_without_other_changes_is_what_was_saved(
    warned: Configuration, reviewer: User
) -> None:
    waivers.waive(warned.pk, 2, RULE, reviewer, TERMS)

    assert not Configuration.objects.get(pk=warned.pk).changed


def test_an_approval_does_not_carry_over(
    warned: Configuration, reviewer: User, approve: Approve
) -> None:
    approve(warned, reviewer)

    made = waivers.waive(warned.pk, 2, RULE, reviewer, TERMS)

    warned.refresh_from_db()
    assert (made.state, warned.approved) == ("saved", 2)
    approve(warned, reviewer)
    warned.refresh_from_db()
    assert (warned.state, warned.approved) == ("approved", 3)


def test_an_author_waives_nothing_of_their_own(warned: Configuration, author: User) -> None:
    with pytest.raises(Refused, match="somebody else must waive"):
        waivers.waive(warned.pk, 2, RULE, author, TERMS)


def test_the_author_of_a_team_of_one_may_and_the_record_says_so(
    warned: Configuration, author: User
) -> None:
    team = Team.objects.create(name="Solo", slug="solo", self_approval=True)
    team.memberships.create(person=author, role="owner")
    Configuration.objects.filter(pk=warned.pk).update(team=team, person=None)

    waivers.waive(warned.pk, 2, RULE, author, TERMS)

    assert GivenWaiver.objects.get().own
    assert "team of one" in Event.objects.get(verb="waived").detail["own"]


@pytest.mark.parametrize("rule", ["redis-missing", "unknown-rule", "waiver-expired"])
def test_only_a_warning_that_stands_is_waived(
    warned: Configuration, reviewer: User, rule: str
) -> None:
    with pytest.raises(Refused, match="no such warning"):
        waivers.waive(warned.pk, 2, rule, reviewer, TERMS)


def test_an_error_is_not_waived(shared: Configuration, reviewer: User, revise: Revise) -> None:
    revise({"operations.runAsUser": 0})

    with pytest.raises(Refused, match="errors must be fixed"):
        waivers.waive(shared.pk, 2, "containers-run-as-root", reviewer, TERMS)


def test_only_the_latest_revision_is_waived_on(
    warned: Configuration, reviewer: User, revise: Revise
) -> None:
    revise({"scaling.backend.replicas": 4})

    with pytest.raises(Refused, match="That is revision 3"):
        waivers.waive(warned.pk, 2, RULE, reviewer, TERMS)


def test_pressing_twice_makes_one_revision(warned: Configuration, reviewer: User) -> None:
    first = waivers.waive(warned.pk, 2, RULE, reviewer, TERMS)

    assert waivers.waive(warned.pk, 2, RULE, reviewer, TERMS) == first
    assert warned.revisions.count() == 3


def test_a_waiver_is_given_on_the_page(warned: Configuration, reviewer: User) -> None:
    client = signed_in(reviewer)

    client.post(f"/c/{warned.pk}/r/2/waive/{RULE}/", sent(30))

    page = client.get(f"/c/{warned.pk}/r/3/").content.decode()
    assert "saved by reviewer in review" in page
    assert "A soft launch." in page


@pytest.mark.parametrize(
    ("days", "message"), [(-1, "in the past"), (400, "a year at most"), (0, ""), (365, "")]
)
def test_a_waiver_ends_within_a_year(
    warned: Configuration, reviewer: User, days: int, message: str
) -> None:
    answer = signed_in(reviewer).post(f"/c/{warned.pk}/r/2/waive/{RULE}/", sent(days))

    assert message in answer.content.decode()
    assert answer.status_code == (200 if message else 302)


def test_a_reason_that_holds_a_secret_is_refused_and_stays_in_the_form(
    warned: Configuration, reviewer: User
) -> None:
    words = {**sent(30), "reason": "see postgres://admin:hunter2@db.acme.com/x"}

    page = signed_in(reviewer).post(f"/c/{warned.pk}/r/2/waive/{RULE}/", words).content.decode()

    assert "looks like a secret" in page
    assert "hunter2" in page
    assert warned.revisions.count() == 2


def test_a_reason_that_no_plan_takes_is_said(warned: Configuration, reviewer: User) -> None:
    words = {**sent(30), "reason": "A bell: \a"}

    page = signed_in(reviewer).post(f"/c/{warned.pk}/r/2/waive/{RULE}/", words).content.decode()

    assert "control character" in page
    assert warned.revisions.count() == 2


def test_a_waiver_is_taken_back(warned: Configuration, reviewer: User) -> None:
    waivers.waive(warned.pk, 2, RULE, reviewer, TERMS)

    signed_in(reviewer).post(f"/c/{warned.pk}/r/3/unwaive/{RULE}/")

    last = warned.revisions.get(number=4)
    assert (last.document, last.result) == (warned.revisions.get(number=2).document, "warnings")
    assert GivenWaiver.objects.get().until == 4
    assert revision_waivers(warned.revisions.get(number=3))[0].given


def test_a_waiver_that_came_with_the_plan_is_flagged(
    shared: Configuration, author: User, revise: Revise
) -> None:
    row = {"rule": RULE, "reason": "Mine.", "owner": "Me", "expires": "2099-01-01"}
    revise({**UNTESTED, "waivers": [row]})

    page = signed_in(author).get(f"/c/{shared.pk}/r/2/").content.decode()

    assert "Not reviewed" in page


def test_other_words_are_not_what_the_reviewer_accepted(
    warned: Configuration, reviewer: User, revise: Revise
) -> None:
    waivers.waive(warned.pk, 2, RULE, reviewer, TERMS)
    row = {"rule": RULE, "reason": "Mine.", "owner": "Me", "expires": "2099-01-01"}

    changed = revise({"waivers": [row]})

    assert revision_waivers(changed)[0].given is None


def test_a_viewer_waives_nothing(warned: Configuration, reviewer: User) -> None:
    warned.shares.update(role="viewer")

    assert signed_in(reviewer).get(f"/c/{warned.pk}/r/2/waive/{RULE}/").status_code == 403


def test_a_stranger_finds_no_warning_to_waive(warned: Configuration, outsider: User) -> None:
    assert signed_in(outsider).get(f"/c/{warned.pk}/r/2/waive/{RULE}/").status_code == 404


def test_a_waiver_whose_day_has_passed_is_said_to_be_over(
    shared: Configuration, author: User, revise: Revise
) -> None:
    row = {"rule": RULE, "reason": "Mine.", "owner": "Me", "expires": "2020-01-01"}
    revise({**UNTESTED, "waivers": [row]})

    page = signed_in(author).get(f"/c/{shared.pk}/r/2/").content.decode()

    assert "Expired" in page


def test_an_expired_waiver_is_given_anew(
    shared: Configuration, reviewer: User, revise: Revise
) -> None:
    row = {"rule": RULE, "reason": "Mine.", "owner": "Me", "expires": "2020-01-01"}
    revise({**UNTESTED, "waivers": [row]})

    made = waivers.waive(shared.pk, 2, RULE, reviewer, TERMS)

    (only,) = revision_waivers(made)
    assert (only.reason, only.given is not None, made.result) == (TERMS.reason, True, "ready")
