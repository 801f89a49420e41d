"""Whom one can ask for a review, and what they get by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Notification
from configurator.models import Review
from configurator.models import Team
from configurator.models import User
from tests.people import signed_in

pytestmark = pytest.mark.postgres


def asked(configuration: Configuration, by: User, names: str) -> str:
    """Ask people on the page, and return what it says then."""
    client = signed_in(by)
    sent = {"others": names}
    return client.post(f"/c/{configuration.pk}/reviewers/", sent, follow=True).content.decode()


def test_somebody_who_is_asked_can_review(
    saved: Configuration, author: User, reviewer: User
) -> None:
    page = asked(saved, author, "reviewer")

    assert "Review requested from reviewer." in page
    assert saved.shares.get(person=reviewer).role == "reviewer"
    assert {event.verb for event in Event.objects.all()} == {"saved", "asked", "shared"}


def test_people_are_asked_by_their_address_too(
    saved: Configuration, author: User, reviewer: User
) -> None:
    asked(saved, author, "Reviewer@ACME.example")

    assert saved.requests.get().reviewer == reviewer


def test_the_page_says_before_that_asking_lets_somebody_in(
    saved: Configuration, author: User
) -> None:
    page = signed_in(author).get(f"/c/{saved.pk}/reviewers/").content.decode()

    assert "gets the reviewer role" in page


def test_a_viewer_who_is_asked_becomes_a_reviewer(
    saved: Configuration, author: User, reviewer: User
) -> None:
    saved.shares.create(person=reviewer, role="viewer", by=author)

    asked(saved, author, "reviewer")

    assert saved.shares.get(person=reviewer).role == "reviewer"


def test_an_editor_cannot_let_anybody_in_by_asking(
    saved: Configuration, author: User, reviewer: User, outsider: User
) -> None:
    saved.shares.create(person=reviewer, role="editor", by=author)

    page = asked(saved, reviewer, "outsider")

    assert "only an owner can share it" in page
    assert not saved.requests.exists()


def test_a_name_that_nobody_has_stays_in_the_form(saved: Configuration, author: User) -> None:
    page = asked(saved, author, "noboddy")

    assert "No account: noboddy." in page
    assert 'value="noboddy"' in page


def test_asking_nobody_is_said(saved: Configuration, author: User) -> None:
    assert "Reviewer missing" in asked(saved, author, "")


def test_an_author_is_not_asked_about_their_own_revision(
    saved: Configuration, author: User
) -> None:
    assert "is the author of this revision" in asked(saved, author, "author")


def test_members_of_the_team_are_offered(
    saved: Configuration, author: User, reviewer: User, join: Callable[..., User]
) -> None:
    team = Team.objects.create(name="Platform", slug="platform")
    for person, role in ((author, "owner"), (reviewer, "reviewer"), (join("watcher"), "viewer")):
        team.memberships.create(person=person, role=role)
    Configuration.objects.filter(pk=saved.pk).update(team=team, person=None)

    page = signed_in(author).get(f"/c/{saved.pk}/reviewers/").content.decode()

    assert f'name="members" value="{reviewer.pk}"' in page
    assert "watcher" not in page


def test_asking_twice_is_one_request(saved: Configuration, author: User, reviewer: User) -> None:
    asked(saved, author, "reviewer, reviewer")
    page = asked(saved, author, "reviewer")

    assert "Their review is requested already." in page
    assert Event.objects.filter(verb="asked").count() == 1


def test_a_request_is_taken_back(saved: Configuration, author: User, reviewer: User) -> None:
    asked(saved, author, "reviewer")
    request = saved.requests.get()

    signed_in(author).post(f"/c/{saved.pk}/reviewers/{request.pk}/withdraw/")

    saved.refresh_from_db()
    assert (saved.requests.count(), saved.state) == (0, "saved")


def test_a_reviewer_asks_nobody(shared: Configuration, reviewer: User) -> None:
    assert signed_in(reviewer).get(f"/c/{shared.pk}/reviewers/").status_code == 403


def test_a_request_is_not_removed_through_another_configuration(
    saved: Configuration, author: User, reviewer: User, outsider: User
) -> None:
    asked(saved, author, "reviewer")
    other = signed_in(outsider)
    other.post("/start/")
    mine = Configuration.objects.get(person=outsider)

    other.post(f"/c/{mine.pk}/reviewers/{saved.requests.get().pk}/withdraw/")

    assert saved.requests.exists()


def test_a_reviewer_who_spoke_can_be_asked_again(
    shared: Configuration, author: User, reviewer: User, approve: Callable[..., Review]
) -> None:
    asked(shared, author, "reviewer")
    approve(shared, reviewer)

    page = asked(shared, author, "reviewer")

    assert "Approved; review requested again" in page


def test_the_page_that_saves_requests_a_review_too(
    saved: Configuration, author: User, reviewer: User
) -> None:
    client, url = signed_in(author), f"/c/{saved.pk}/save/"
    unknown = client.post(url, {"reviewers": "nobody-of-this-name"}).content.decode()
    page = client.post(url, {"reviewers": "reviewer"}, follow=True).content.decode()
    own = client.post(url, {"reviewers": "author"}, follow=True).content.decode()

    assert "No account: nobody-of-this-name" in unknown
    assert "Review requested from reviewer." in page
    assert saved.requests.get().reviewer == reviewer
    assert "No review was requested." in own
    # The request tells of the share, too.
    notifications = Notification.objects.filter(person=reviewer)
    assert [row.event.verb for row in notifications] == ["asked"]
