"""What a review does, and what it cannot do."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from contextlib import AbstractContextManager

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from configurator.access import NoAccess
from configurator.access import Visitor
from configurator.access import find
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Review
from configurator.models import Revision
from configurator.models import Team
from configurator.models import User
from configurator.services import configurations
from configurator.services import review_requests
from configurator.services import reviews
from configurator.services import teams
from configurator.services.reviews import Refused
from tests.people import signed_in

Approve = Callable[..., Review]
Revise = Callable[..., Revision]
Decision = Review.Decision


def say(
    configuration: Configuration, person: User, decision: Decision, body: str = "Because."
) -> None:
    reviews.submit(configuration.pk, configuration.latest, person, decision=decision, body=body)


def asked(configuration: Configuration, *people: User) -> None:
    """Ask people for a review, as the owner."""
    owner = Visitor(configuration.person)
    review_requests.create(find(owner, configuration.pk), people)


def states(configuration: Configuration) -> tuple[str, int, str]:
    """Return the configuration's state, its approved revision, and the latest one's state."""
    configuration.refresh_from_db()
    latest = configuration.revisions.get(number=configuration.latest)
    return configuration.state, configuration.approved, latest.state


def team_of(people: Iterable[User], saved: Configuration, **rules: object) -> Team:
    """Give the configuration to a team of these people."""
    team = Team.objects.create(name="Platform", slug="platform", **rules)
    for person in people:
        team.memberships.create(person=person, role="editor")
    Configuration.objects.filter(pk=saved.pk).update(team=team, person=None)
    saved.refresh_from_db()
    return team


@pytest.fixture
def people(author: User, join: Callable[..., User]) -> Callable[..., list[User]]:
    """Return the function that gathers the author and others: `people("second")`."""
    return lambda *names: [author, *map(join, names)]


def test_asking_somebody_brings_it_into_review(shared: Configuration, reviewer: User) -> None:
    asked(shared, reviewer)

    assert states(shared) == ("in-review", 0, "in-review")
    assert shared.requests.get().reviewer == reviewer


def test_an_approval_is_of_the_bytes_that_were_seen(
    shared: Configuration, reviewer: User, approve: Approve
) -> None:
    review = approve(shared, reviewer)

    assert states(shared) == ("approved", 1, "approved")
    event = Event.objects.get(verb="approved")
    assert event.detail["digest"] == review.revision.digest


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_nobody_approves_bytes_that_they_did_not_see(
    shared: Configuration, reviewer: User, digest: str
) -> None:
    with pytest.raises(Refused, match="does not show the bundle"):
        reviews.submit(shared.pk, 1, reviewer, decision=Decision.APPROVE, digest=digest)

    assert states(shared) == ("saved", 0, "saved")


def test_a_request_for_changes_outweighs_an_approval(
    shared: Configuration, reviewer: User, join: Callable[..., User], approve: Approve
) -> None:
    approve(shared, join("second"))

    say(shared, reviewer, Decision.REQUEST_CHANGES)

    assert states(shared) == ("changes-requested", 0, "changes-requested")


def test_the_latest_decision_of_a_reviewer_counts(
    shared: Configuration, reviewer: User, approve: Approve
) -> None:
    say(shared, reviewer, Decision.REQUEST_CHANGES)
    approve(shared, reviewer)

    assert states(shared) == ("approved", 1, "approved")


def test_a_comment_decides_nothing(shared: Configuration, reviewer: User, approve: Approve) -> None:
    approve(shared, reviewer)
    say(shared, reviewer, Decision.COMMENT)

    assert states(shared) == ("approved", 1, "approved")


def test_a_comment_alone_is_a_review_without_an_end(shared: Configuration, reviewer: User) -> None:
    say(shared, reviewer, Decision.COMMENT)

    assert states(shared) == ("in-review", 0, "in-review")


def test_a_team_may_want_two_approvals(
    shared: Configuration, author: User, join: Callable[..., User], approve: Approve
) -> None:
    first, second = join("first"), join("second")
    team_of([author, first, second], shared, required_approvals=2)

    approve(shared, first)
    assert states(shared) == ("in-review", 0, "in-review")
    approve(shared, second)
    assert states(shared) == ("approved", 1, "approved")


def test_one_reviewer_counts_once(
    shared: Configuration, author: User, reviewer: User, approve: Approve
) -> None:
    team_of([author, reviewer], shared, required_approvals=2)

    approve(shared, reviewer)
    approve(shared, reviewer, "Again.")

    assert states(shared) == ("in-review", 0, "in-review")


def test_a_stricter_team_takes_no_approval_back(
    shared: Configuration, author: User, reviewer: User, approve: Approve
) -> None:
    team = team_of([author, reviewer], shared)
    approve(shared, reviewer)
    Team.objects.filter(pk=team.pk).update(required_approvals=3)

    say(shared, reviewer, Decision.COMMENT)

    assert states(shared) == ("approved", 1, "approved")
    assert shared.revisions.get().required == 1


def test_a_milder_team_lets_enough_be_enough(
    shared: Configuration, author: User, reviewer: User, approve: Approve
) -> None:
    team = team_of([author, reviewer], shared, required_approvals=2)
    approve(shared, reviewer)

    teams.save_settings(team, {"required_approvals": 1}, author)

    assert states(shared) == ("approved", 1, "approved")


def test_a_new_owner_may_ask_for_fewer_approvals(
    shared: Configuration, author: User, reviewer: User, approve: Approve
) -> None:
    team_of([author, reviewer], shared, required_approvals=2)
    approve(shared, reviewer)

    configurations.move(key=shared.pk, person=author, team=None)

    assert states(shared) == ("approved", 1, "approved")


def test_pressing_twice_counts_once(
    shared: Configuration, reviewer: User, approve: Approve
) -> None:
    assert approve(shared, reviewer) == approve(shared, reviewer)

    assert Review.objects.count() == 1
    assert Event.objects.filter(verb="approved").count() == 1


def test_an_approval_stays_with_the_old_revision(
    shared: Configuration, reviewer: User, approve: Approve, revise: Revise
) -> None:
    asked(shared, reviewer)
    approve(shared, reviewer)

    revise({"scaling.backend.replicas": 4})

    assert states(shared) == ("in-review", 1, "in-review")
    assert shared.revisions.get(number=1).state == "approved"
    request = shared.requests.get()
    assert (request.revision.number, request.done) == (2, None)


def test_a_revision_that_was_passed_over_is_in_review_no_longer(
    shared: Configuration, reviewer: User, revise: Revise
) -> None:
    asked(shared, reviewer)

    revise({"scaling.backend.replicas": 4})

    assert shared.revisions.get(number=1).state == "saved"


def test_an_older_revision_is_not_reviewed(
    shared: Configuration, reviewer: User, revise: Revise
) -> None:
    revise({"scaling.backend.replicas": 4})

    with pytest.raises(Refused, match="That is revision 2"):
        reviews.submit(shared.pk, 1, reviewer, decision=Decision.COMMENT, body="Late.")


def test_a_blocked_revision_is_not_approved(
    shared: Configuration, reviewer: User, revise: Revise, approve: Approve
) -> None:
    revise({"redis.mode": "none", "scaling.backend.replicas": 3})

    with pytest.raises(Refused, match="errors cannot be approved"):
        approve(shared, reviewer)


ALONE = {"self_approval": True}


def test_a_team_of_one_may_let_its_author_approve(
    saved: Configuration, author: User, approve: Approve
) -> None:
    team_of([author], saved, **ALONE)

    assert approve(saved, author).own
    assert states(saved) == ("approved", 1, "approved")


@pytest.mark.parametrize(("others", "rules"), [((), {}), (("second",), ALONE)])
def test_no_other_team_lets_an_author_approve(
    people: Callable[..., list[User]],
    saved: Configuration,
    approve: Approve,
    others: tuple[str, ...],
    rules: dict[str, bool],
) -> None:
    author, *rest = people(*others)
    team_of([author, *rest], saved, **rules)

    with pytest.raises(Refused, match="somebody else must approve"):
        approve(saved, author)


def test_an_author_never_approves_what_is_their_own(
    saved: Configuration, author: User, approve: Approve
) -> None:
    with pytest.raises(Refused, match="somebody else must approve"):
        approve(saved, author)


def test_an_author_from_outside_a_team_of_one_does_not_approve(
    saved: Configuration, author: User, join: Callable[..., User], approve: Approve
) -> None:
    team_of([join("only")], saved, **ALONE)

    with pytest.raises(Refused, match="somebody else must approve"):
        approve(saved, author)


def test_the_page_gives_an_author_no_way_to_approve_and_says_why(
    saved: Configuration, author: User
) -> None:
    page = signed_in(author).get(f"/c/{saved.pk}/r/1/").content.decode()

    assert 'value="approve"' not in page
    assert "somebody else must approve it" in page


def test_an_approval_by_the_author_is_refused(saved: Configuration, author: User) -> None:
    sent = {"decision": "approve", "digest": saved.revisions.get().digest}

    answer = signed_in(author).post(f"/c/{saved.pk}/r/1/review/", sent)

    assert answer.status_code == 200
    assert not Review.objects.exists()


def test_a_reviewer_approves_on_the_page(shared: Configuration, reviewer: User) -> None:
    client = signed_in(reviewer)
    sent = {"decision": "approve", "body": "Fine.", "digest": shared.revisions.get().digest}

    page = client.post(f"/c/{shared.pk}/r/1/review/", sent, follow=True).content.decode()

    assert "You approved revision 1." in page
    assert "1 of 1 approval" in page


def test_a_page_that_went_stale_loses_nothing_that_was_typed(
    shared: Configuration, reviewer: User, revise: Revise
) -> None:
    sent = {"decision": "comment", "body": "Long words.", "digest": shared.revisions.get().digest}
    revise({"scaling.backend.replicas": 4})

    answer = signed_in(reviewer).post(f"/c/{shared.pk}/r/1/review/", sent)

    page = answer.content.decode()
    assert "Only the latest revision can be reviewed" in page
    assert "Long words." in page


def test_a_refused_review_shows_the_whole_page(
    shared: Configuration, reviewer: User, revise: Revise
) -> None:
    revise({"scaling.backend.replicas": 4})
    sent = {"decision": "request-changes", "body": ""}

    page = signed_in(reviewer).post(f"/c/{shared.pk}/r/2/review/", sent).content.decode()

    assert 'id="changed"' in page


def test_whoever_has_to_change_something_is_led_to_the_draft(
    shared: Configuration, author: User, reviewer: User, revise: Revise
) -> None:
    client, way = signed_in(author), f'href="/c/{shared.pk}/findings/">Open the draft</a>'
    assert way not in client.get(f"/c/{shared.pk}/r/1/").content.decode()
    say(shared, reviewer, Decision.REQUEST_CHANGES)
    assert way in client.get(f"/c/{shared.pk}/r/1/").content.decode()
    revise({"redis.mode": "none"})
    page = client.get(f"/c/{shared.pk}/r/2/").content.decode()

    assert way in page
    assert 'id="errors-block-approval"' in page


def test_the_only_possible_decision_is_preselected(saved: Configuration, author: User) -> None:
    page = signed_in(author).get(f"/c/{saved.pk}/r/1/").content.decode()

    assert page.count('name="decision"') == 1
    assert re.search(r'<input type="radio" name="decision" [^>]*checked', page)


def test_changes_are_not_requested_without_a_word(shared: Configuration, reviewer: User) -> None:
    answer = signed_in(reviewer).post(
        f"/c/{shared.pk}/r/1/review/", {"decision": "request-changes", "body": ""}
    )

    assert "Comment missing" in answer.content.decode()


def test_a_review_with_a_secret_is_refused_and_stays_in_the_form(
    shared: Configuration, reviewer: User
) -> None:
    sent = {"decision": "comment", "body": "use postgres://admin:hunter2@db.acme.com/x"}

    page = signed_in(reviewer).post(f"/c/{shared.pk}/r/1/review/", sent).content.decode()

    assert "looks like a secret" in page
    assert "hunter2" in page
    assert not Review.objects.exists()


def test_what_reviewers_write_cannot_act(shared: Configuration, reviewer: User) -> None:
    say(shared, reviewer, Decision.COMMENT, "<script>alert(1)</script> **bold**")

    page = signed_in(reviewer).get(f"/c/{shared.pk}/r/1/").content.decode()

    assert "<script>alert" not in page
    assert "<strong>bold</strong>" in page


def test_a_viewer_submits_no_review(saved: Configuration, author: User, reviewer: User) -> None:
    saved.shares.create(person=reviewer, role="viewer", by=author)

    answer = signed_in(reviewer).post(f"/c/{saved.pk}/r/1/review/", {"decision": "comment"})

    assert answer.status_code == 403
    assert "Submit review" not in signed_in(reviewer).get(f"/c/{saved.pk}/r/1/").content.decode()


def test_a_stranger_finds_nothing_to_review(saved: Configuration, outsider: User) -> None:
    answer = signed_in(outsider).post(f"/c/{saved.pk}/r/1/review/", {"decision": "comment"})

    assert answer.status_code == 404


def test_an_archived_configuration_is_not_reviewed(shared: Configuration, reviewer: User) -> None:
    Configuration.objects.filter(pk=shared.pk).update(archived="2026-11-01T00:00Z")

    answer = signed_in(reviewer).post(f"/c/{shared.pk}/r/1/review/", {"decision": "comment"})

    assert answer.status_code == 403


def test_a_page_costs_the_same_for_one_reviewer_and_for_twenty(
    shared: Configuration,
    reviewer: User,
    people: Callable[..., list[User]],
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    client = signed_in(reviewer)
    client.get(f"/c/{shared.pk}/r/1/")
    crowd = people(*(f"person{n}" for n in range(20)))[1:]
    asked(shared, *crowd)
    for person in crowd[::2]:
        say(shared, person, Decision.COMMENT)

    with django_assert_max_num_queries(25):
        client.get(f"/c/{shared.pk}/r/1/")


def test_a_link_to_one_revision_shows_no_way_to_others(
    shared: Configuration, link: Callable[..., str], revise: Revise, stranger: Client
) -> None:
    revise({"scaling.backend.replicas": 4})
    stranger.get(link(number=1))

    page = stranger.get(f"/c/{shared.pk}/r/1/").content.decode()

    assert "Revision 1" in page
    assert f"/c/{shared.pk}/r/2/" not in page
    assert "1 of 2" not in page


# Moving.


def moved(saved: Configuration, team: Team | None) -> str:
    """Move the configuration and give the state it is in then."""
    configurations.move(key=saved.pk, person=User.objects.get(username="author"), team=team)
    return states(saved)[0]


def test_an_approval_that_falls_short_of_what_the_new_owner_asks_counts_no_longer(
    shared: Configuration, author: User, reviewer: User, approve: Approve
) -> None:
    approve(shared, reviewer)
    strict = Team.objects.create(name="Strict", slug="strict", required_approvals=2)

    assert [moved(shared, strict), moved(shared, None)] == ["in-review", "approved"]
    assert [event.detail["lost"] for event in Event.objects.filter(verb="moved")] == [
        "",
        "revision 1",
    ]


def test_an_own_approval_is_left_behind_in_the_team_of_one(
    saved: Configuration, author: User, approve: Approve
) -> None:
    lone = Team.objects.create(name="Lone", slug="lone", self_approval=True)
    lone.memberships.create(person=author, role="owner")
    moved(saved, lone)
    approve(saved, author)

    assert [states(saved)[0], moved(saved, None)] == ["approved", "in-review"]


def test_an_older_revision_loses_its_approval_in_the_move_too(
    shared: Configuration, author: User, reviewer: User, approve: Approve, revise: Revise
) -> None:
    approve(shared, reviewer)
    revise({"redis.monitoring": False})
    strict = Team.objects.create(name="Strict", slug="strict", required_approvals=2)

    assert moved(shared, strict) == "saved"
    assert (shared.approved, shared.revisions.get(number=1).state) == (0, "saved")


def test_an_own_approval_is_none_of_two_once_somebody_joined(
    saved: Configuration, author: User, reviewer: User, approve: Approve
) -> None:
    team = team_of([author], saved, self_approval=True, required_approvals=2)
    approve(saved, author)
    team.memberships.create(person=reviewer, role="reviewer")
    approve(saved, reviewer)

    assert states(saved)[0] == "in-review"


def test_a_review_is_accepted_only_with_access(shared: Configuration, reviewer: User) -> None:
    came = Visitor(reviewer)
    shared.shares.all().delete()

    with pytest.raises(NoAccess):
        reviews.submit(shared.pk, 1, came, decision=Decision.COMMENT, body="Hm.")


def test_an_archived_configuration_accepts_no_review(shared: Configuration, reviewer: User) -> None:
    configurations.archive(key=shared.pk, person=shared.person, now=timezone.now())

    with pytest.raises(PermissionDenied):
        reviews.submit(shared.pk, 1, Visitor(reviewer), decision=Decision.COMMENT, body="Hm.")
