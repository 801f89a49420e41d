from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

import generators
from configurator.access import Visitor
from configurator.events import log
from configurator.events import mail_limit
from configurator.events import notifications
from configurator.events.mail_limit import MOST_MAIL_OF_ONE_ACTOR
from configurator.events.recipients import titles
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Membership
from configurator.models import Notification
from configurator.models import ReviewRequest
from configurator.models import Revision
from configurator.models import Role
from configurator.models import Share
from configurator.models import Team
from configurator.models import Thread
from configurator.models import User
from configurator.models import Verb
from configurator.services import drafts
from tests.people import signed_in

pytestmark = pytest.mark.postgres

Join = Callable[..., User]
Queries = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def review_request(shared: Configuration, author: User, reviewer: User) -> Event:
    revision = shared.revisions.get()
    ReviewRequest.objects.create(
        configuration=shared, revision=revision, reviewer=reviewer, by=author
    )
    return log.record_event(shared, Verb.REVIEW_REQUESTED, author, revision=1, reviewer="reviewer")


def recipients(verb: Verb) -> list[str]:
    notifications = Notification.objects.filter(event__verb=verb).order_by("person__username")
    return [notification.person.username for notification in notifications]


def test_whoever_is_asked_is_told(review_request: Event, reviewer: User) -> None:
    page = signed_in(reviewer).get("/notifications/").content.decode()

    assert recipients(Verb.REVIEW_REQUESTED) == ["reviewer"]
    assert "author requested a review of revision 1 from you" in page


def test_a_verdict_is_told_to_the_author(shared: Configuration, reviewer: User) -> None:
    for verb in (Verb.APPROVED, Verb.REQUESTED_CHANGES, Verb.REVIEWED, Verb.WAIVED):
        log.record_event(shared, verb, reviewer, revision=1)

        assert recipients(verb) == ["author"]


def test_nobody_is_told_what_they_did_themselves(saved: Configuration, author: User) -> None:
    log.record_event(saved, Verb.APPROVED, author, revision=1)

    assert not recipients(Verb.APPROVED)


def test_the_owners_of_a_team_hear_of_a_verdict(
    saved: Configuration, reviewer: User, join: Join
) -> None:
    team = Team.objects.create(name="Platform", slug="platform")
    for name, role in (("owner", Role.OWNER), ("editor", Role.EDITOR)):
        Membership.objects.create(team=team, person=join(name), role=role)
    saved.person, saved.team = None, team
    saved.save()

    log.record_event(saved, Verb.APPROVED, reviewer, revision=1)

    assert recipients(Verb.APPROVED) == ["author", "owner"]


def test_a_new_revision_is_told_to_those_who_review(
    review_request: Event, revise: Callable[..., Revision]
) -> None:
    revise({"scaling.backend.replicas": 4})

    assert recipients(Verb.SAVED) == ["reviewer"]


def test_a_comment_is_told_to_its_thread_and_to_the_author(
    shared: Configuration, reviewer: User, join: Join
) -> None:
    thread = Thread.objects.create(
        configuration=shared, revision=shared.revisions.get(), about="whole"
    )
    for person in (join("ada"), reviewer):
        Comment.objects.create(thread=thread, author=person, body="Why?")

    log.record_event(shared, Verb.COMMENTED, reviewer, revision=1, thread=thread.pk)

    assert recipients(Verb.COMMENTED) == ["ada", "author"]


def test_sharing_with_a_team_is_told_to_its_members(
    saved: Configuration, author: User, reviewer: User
) -> None:
    team = Team.objects.create(name="Platform", slug="platform")
    for person in (author, reviewer):
        Membership.objects.create(team=team, person=person, role=Role.VIEWER)

    log.record_event(saved, Verb.SHARED, author, team="platform", name="Platform", role="viewer")

    assert recipients(Verb.SHARED) == ["reviewer"]


def test_telling_takes_as_many_queries_for_many_as_for_one(
    shared: Configuration, author: User, join: Join, django_assert_num_queries: Queries
) -> None:
    for name in ("ada", "grace", "linus"):
        ReviewRequest.objects.create(
            configuration=shared, revision=shared.revisions.get(), reviewer=join(name), by=author
        )

    with django_assert_num_queries(7):
        log.record_event(shared, Verb.SAVED, author, revision=1)

    assert recipients(Verb.SAVED) == ["ada", "grace", "linus"]


def test_the_way_leads_to_the_place_and_marks_it_read(
    review_request: Event, reviewer: User
) -> None:
    client = signed_in(reviewer)
    notice = Notification.objects.get()

    answer = client.get(f"/notifications/{notice.pk}/")

    notice.refresh_from_db()
    assert answer.headers["Location"] == f"/c/{review_request.configuration_id}/r/1/"
    assert notice.read
    assert "1 unread" not in client.get("/notifications/").content.decode()


def test_the_count_is_said_in_words(review_request: Event, reviewer: User) -> None:
    page = signed_in(reviewer).get("/").content.decode()

    assert 'aria-label="Inbox, 1 unread"' in page
    assert "/inbox/" not in Client().get("/").content.decode()


def test_everything_is_read_at_once(review_request: Event, reviewer: User) -> None:
    client = signed_in(reviewer)

    assert client.get("/notifications/read/").status_code == 405
    client.post("/notifications/read/")

    assert "unread" not in client.get("/notifications/").content.decode()


def test_what_somebody_may_no_longer_see_is_not_shown(
    review_request: Event, reviewer: User
) -> None:
    Share.objects.filter(person=reviewer).delete()
    client = signed_in(reviewer)

    assert "api-managed" not in client.get("/notifications/").content.decode()
    assert client.get(f"/notifications/{Notification.objects.get().pk}/").status_code == 404
    assert "1 unread" not in client.get("/").content.decode()


def test_a_notification_opens_for_its_person_only(review_request: Event, author: User) -> None:
    address = f"/notifications/{Notification.objects.get().pk}/"

    assert signed_in(author).get(address).status_code == 404
    assert Client().get(address).headers["Location"].startswith("/account/login/")


def test_what_is_muted_is_not_told(shared: Configuration, author: User, reviewer: User) -> None:
    signed_in(reviewer).post("/account/notifications/", {"subscribed": ["mail:asked"]})

    log.record_event(shared, Verb.REVIEW_REQUESTED, author, revision=1, reviewer="reviewer")
    log.record_event(shared, Verb.SAVED, author, revision=1)

    notice = Notification.objects.get()
    assert (notice.event.verb, notice.shown, notice.mail) == ("asked", False, True)
    assert "asked you" not in signed_in(reviewer).get("/notifications/").content.decode()


def test_the_page_of_preferences_shows_what_was_chosen(author: User) -> None:
    client = signed_in(author)
    client.post("/account/notifications/", {"subscribed": ["mail:asked", "shown:nonsense"]})

    page = client.get("/account/notifications/").content.decode()

    assert page.count(" checked") == 1
    assert page.count('type="checkbox"') == 2 * len(titles()) + 1


def test_the_page_of_preferences_says_where_no_e_mail_is_sent(
    author: User, settings: Settings
) -> None:
    client = signed_in(author)
    assert "sends no e-mail" in client.get("/account/notifications/").content.decode()
    settings.EMAIL_HOST = "mail.acme.com"

    page = client.get("/account/notifications/").content.decode()

    assert f"E-mail goes to {author.email}." in page


def test_without_an_address_nothing_is_mailed(shared: Configuration, author: User) -> None:
    User.objects.filter(username="reviewer").update(email="")

    log.record_event(shared, Verb.REVIEW_REQUESTED, author, revision=1, reviewer="reviewer")

    assert not Notification.objects.get().mail


def test_a_long_list_takes_no_more_queries(
    review_request: Event, reviewer: User, django_assert_num_queries: Queries
) -> None:
    Notification.objects.bulk_create(
        Notification(person=reviewer, event=review_request) for _ in range(150)
    )
    client = signed_in(reviewer)

    with django_assert_num_queries(5):
        page = client.get("/notifications/").content.decode()

    assert page.count('class="new"') == 25


def test_what_was_read_long_ago_is_forgotten(review_request: Event) -> None:
    now = timezone.now()
    assert notifications.purge(now) == 0
    Notification.objects.update(read=now - notifications.RETENTION)

    assert notifications.purge(now) == 1
    assert Event.objects.filter(pk=review_request.pk).exists()


def mailed(person: User) -> int:
    return Notification.objects.filter(person=person, mail=True).count()


def test_sharing_again_and_again_mails_once_a_day(
    saved: Configuration, author: User, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        log.record_event(saved, Verb.SHARED, author, person="reviewer", role="viewer")
    assert mailed(reviewer) == 1

    monkeypatch.setattr(mail_limit, "PERIOD", timedelta(0))
    log.record_event(saved, Verb.SHARED, author, person="reviewer", role="viewer")

    assert mailed(reviewer) == 2


def test_one_person_has_another_mailed_so_often_a_day_about_anything(
    author: User, reviewer: User, join: Join
) -> None:
    for _ in range(MOST_MAIL_OF_ONE_ACTOR + 3):
        other = drafts.create(Visitor(author), generators.recommended())
        log.record_event(other, Verb.REVIEW_REQUESTED, author, revision=1, reviewer="reviewer")
    assert mailed(reviewer) == MOST_MAIL_OF_ONE_ACTOR

    log.record_event(other, Verb.REVIEW_REQUESTED, join("third"), revision=1, reviewer="reviewer")

    assert mailed(reviewer) == MOST_MAIL_OF_ONE_ACTOR + 1
    assert Notification.objects.filter(person=reviewer, shown=True).count() == (
        MOST_MAIL_OF_ONE_ACTOR + 4
    )
