"""The inbox: sections that follow the review, and done that stays done until something happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import generators
from configurator import access
from configurator.access import Visitor
from configurator.events import inbox
from configurator.events import log
from configurator.events.inbox import Section
from configurator.models import Configuration
from configurator.models import InboxItem
from configurator.models import Notification
from configurator.models import Revision
from configurator.models import User
from configurator.models import Verb
from configurator.reviews.state import Decision
from configurator.services import drafts
from configurator.services import review_requests
from configurator.services import reviews
from configurator.services import revisions
from tests.people import signed_in

Revise = Callable[..., Revision]


def request_review(configuration: Configuration, author: User, reviewer: User) -> None:
    review_requests.create(access.find(Visitor(author), configuration.pk), [reviewer])


def decide(configuration: Configuration, reviewer: User, decision: Decision) -> None:
    revision = configuration.revisions.first()
    assert revision
    reviews.submit(
        configuration.pk,
        revision.number,
        reviewer,
        decision=decision,
        body="Because.",
        digest=revision.digest,
    )


def sections(person: User) -> dict[str, str]:
    """Return the sections of what is not done, by the name of the configuration."""
    return {item.configuration.name: item.section for item in inbox.items(person)}


def test_a_request_is_asked_until_the_review_is_submitted(
    shared: Configuration, author: User, reviewer: User
) -> None:
    request_review(shared, author, reviewer)
    assert sections(reviewer) == {shared.name: Section.ASKED}

    decide(shared, reviewer, Decision.REQUEST_CHANGES)

    assert sections(reviewer) == {}
    assert sections(author) == {shared.name: Section.SENT_BACK}


def test_a_new_revision_settles_what_was_sent_back_and_asks_again(
    shared: Configuration, author: User, reviewer: User, revise: Revise
) -> None:
    request_review(shared, author, reviewer)
    decide(shared, reviewer, Decision.REQUEST_CHANGES)

    revise({"redis.ttlSeconds": 1800})

    assert sections(author) == {}
    assert sections(reviewer) == {shared.name: Section.ASKED}

    decide(shared, reviewer, Decision.APPROVE)
    assert sections(author) == {shared.name: Section.APPROVED}


def test_a_withdrawn_request_is_only_watched(
    shared: Configuration, author: User, reviewer: User
) -> None:
    request_review(shared, author, reviewer)

    review_requests.withdraw(access.find(Visitor(author), shared.pk), shared.requests.get().pk)

    assert sections(reviewer) == {shared.name: Section.WATCHING}


def test_done_is_done_until_something_new_happens(
    shared: Configuration, author: User, reviewer: User
) -> None:
    request_review(shared, author, reviewer)
    client, item = signed_in(reviewer), InboxItem.objects.get(person=reviewer)

    answer = client.post(f"/inbox/{item.pk}/done/", {"following": "7"})

    assert answer.headers["Location"] == "/inbox/?section=asked#item-7"
    assert sections(reviewer) == {}
    assert shared.name in client.get("/inbox/?section=done").content.decode()
    assert not Notification.objects.filter(person=reviewer, read=None).exists()

    log.record_event(shared, Verb.SAVED, author, revision=1)
    item.refresh_from_db()
    assert (item.done, item.read, item.section) == (None, None, Section.ASKED)


def test_what_is_done_can_be_put_back(shared: Configuration, author: User, reviewer: User) -> None:
    request_review(shared, author, reviewer)
    client, item = signed_in(reviewer), InboxItem.objects.get(person=reviewer)

    client.post(f"/inbox/{item.pk}/done/")
    client.post(f"/inbox/{item.pk}/done/", {"undo": ""})

    assert sections(reviewer) == {shared.name: Section.ASKED}


def test_opening_an_item_reads_it_and_leads_to_its_last_event(
    shared: Configuration, author: User, reviewer: User
) -> None:
    request_review(shared, author, reviewer)
    client, item = signed_in(reviewer), InboxItem.objects.get(person=reviewer)
    assert 'aria-label="Inbox, 1 unread"' in client.get("/").content.decode()

    answer = client.get(f"/inbox/{item.pk}/")

    assert answer.headers["Location"] == f"/c/{shared.pk}/r/1/"
    assert "unread" not in client.get("/").content.decode()
    assert not Notification.objects.filter(read=None).exists()


def test_a_whole_section_is_done_in_one_press(
    shared: Configuration, author: User, reviewer: User
) -> None:
    request_review(shared, author, reviewer)
    client = signed_in(reviewer)

    client.post("/inbox/done/", {"section": "watching"})
    assert sections(reviewer) == {shared.name: Section.ASKED}

    client.post("/inbox/done/", {"section": "asked"})
    assert sections(reviewer) == {}


@pytest.mark.parametrize("way", ["", "done/"])
def test_nobody_opens_or_settles_the_item_of_somebody_else(
    shared: Configuration, author: User, reviewer: User, way: str
) -> None:
    request_review(shared, author, reviewer)
    item = InboxItem.objects.get(person=reviewer)
    client = signed_in(author)

    answer = client.post(f"/inbox/{item.pk}/{way}") if way else client.get(f"/inbox/{item.pk}/")

    assert answer.status_code == 404
    assert sections(reviewer) == {shared.name: Section.ASKED}


def test_what_was_unshared_is_gone_from_the_inbox(
    shared: Configuration, author: User, reviewer: User
) -> None:
    request_review(shared, author, reviewer)
    shared.shares.all().delete()
    client, item = signed_in(reviewer), InboxItem.objects.get(person=reviewer)

    assert shared.name not in client.get("/inbox/").content.decode()
    assert client.get(f"/inbox/{item.pk}/").status_code == 404
    assert inbox.unread_count(reviewer) == ""


def many(author: User, count: int) -> None:
    """Fill the author's inbox with configurations, each with one event, without the services."""
    first = drafts.create(Visitor(author), generators.recommended())
    revisions.save(first.pk, author)
    row = Configuration.objects.get(pk=first.pk)
    copies = [
        Configuration(
            **{
                field.attname: getattr(row, field.attname)
                for field in Configuration._meta.concrete_fields
                if field.attname not in ("id", "name")
            },
            name=f"plan-{number}",
        )
        for number in range(count)
    ]
    Configuration.objects.bulk_create(copies, batch_size=500)
    for copy in copies:
        copy.events.create(verb=Verb.COMMENTED, revision=1)
    events = {event.configuration_id: event for event in row.events.model.objects.all()}
    InboxItem.objects.bulk_create(
        [InboxItem(person=author, configuration=copy, event=events[copy.pk]) for copy in copies],
        batch_size=500,
    )


def test_pages_follow_each_other_without_gaps_at_the_same_cost(author: User) -> None:
    many(author, 105)
    client, pages, costs = signed_in(author), [], []
    address: Any = "/inbox/?section=watching"

    while address:
        with CaptureQueriesContext(connection) as queries:
            answer: Any = client.get(address)
        pages.append([row.item.configuration.name for row in answer.context["page"].rows])
        costs.append(len(queries))
        following = answer.context["page"].next
        address = f"/inbox/?section=watching&after={following}" if following else None

    assert [len(page) for page in pages] == [25, 25, 25, 25, 5]
    names = [name for page in pages for name in page]
    assert names == [f"plan-{number}" for number in reversed(range(105))]
    assert len(set(costs)) == 1
    assert costs[0] <= 10
    assert 'aria-label="Inbox, 99+ unread"' in answer.content.decode()


def test_a_cursor_that_is_none_shows_the_first_page(author: User) -> None:
    client: Client = signed_in(author)

    for after in ("x", "-1", "9" * 30, "²"):
        assert client.get("/inbox/", {"after": after}).status_code == 200


def test_what_was_done_long_ago_is_purged(
    shared: Configuration, author: User, reviewer: User
) -> None:
    request_review(shared, author, reviewer)
    InboxItem.objects.update(done=timezone.now() - inbox.RETENTION)

    inbox.purge(timezone.now())

    assert not InboxItem.objects.filter(person=reviewer).exists()
