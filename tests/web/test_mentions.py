"""Mentions with @: who is named in a comment or a review is told, where they may read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from configurator import access
from configurator.access import Visitor
from configurator.comments.subject import Subject
from configurator.events import email
from configurator.events import inbox
from configurator.events.mail_limit import MOST_MAIL_OF_ONE_ACTOR
from configurator.events.mentions import MOST_MENTIONS
from configurator.events.mentions import names_in
from configurator.models import Configuration
from configurator.models import Notification
from configurator.models import Thread
from configurator.models import User
from configurator.reviews.state import Decision
from configurator.services import reviews
from configurator.services import threads
from tests.people import signed_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ben, please look", ["ben"]),
        ("Ask (@ben) or @carol.", ["ben", "carol"]),
        ("@ben and @ben", ["ben"]),
        ("@a.b-c_d.", ["a.b-c_d"]),
        ("@ben@acme.example: see this", ["ben@acme.example"]),
        ("Write to ben@acme.example", []),
        ("image@sha256:12 and user/@ben", []),
        ("`@ben` and\n```\n@carol\n```\n@dave", ["dave"]),
        ("```\n@ben is in a block that never ends", []),
        ("a @ b @", []),
        (" ".join(f"@p{number}" for number in range(50)), [f"p{n}" for n in range(MOST_MENTIONS)]),
    ],
)
def test_names_are_read_from_a_text(text: str, names: list[str]) -> None:
    assert names_in(text) == names


def comment(configuration: Configuration, person: User, body: str) -> None:
    grant = access.find(Visitor(person), configuration.pk)
    threads.start(grant, grant.revision(1), Subject(Thread.About.WHOLE), body)


def mentioned() -> list[str]:
    rows = Notification.objects.filter(mentioned=True).order_by("person__username")
    return [row.person.username for row in rows.select_related("person")]


def test_who_may_read_the_configuration_is_told_and_nobody_else(
    shared: Configuration, author: User, reviewer: User, outsider: User, join: Any
) -> None:
    viewer = join("viewer")
    shared.shares.create(person=viewer, role="viewer", by=author)

    comment(shared, reviewer, "@viewer @outsider @Viewer @reviewer @nobody: see")

    assert mentioned() == ["viewer"]
    assert [item.configuration for item in inbox.items(viewer)] == [shared]
    assert "mentioned you" in signed_in(viewer).get("/inbox/").content.decode()
    assert not inbox.items(outsider)


def test_an_address_mentions_too_and_the_mail_says_why(
    shared: Configuration, author: User, reviewer: User
) -> None:
    comment(shared, author, "What do you think, @reviewer@acme.example?")

    email.deliver()

    (sent,) = mail.outbox
    assert sent.to == ["reviewer@acme.example"]
    assert sent.subject.endswith("and mentioned you")
    assert "because you were mentioned" in sent.body


def test_a_review_mentions_and_one_person_is_told_once(
    shared: Configuration, author: User, reviewer: User
) -> None:
    body = "Well done, @author."
    reviews.submit(shared.pk, 1, reviewer, decision=Decision.REQUEST_CHANGES, body=body)

    assert mentioned() == ["author"]
    assert Notification.objects.filter(person=author).count() == 1


def test_who_muted_mentions_hears_only_what_they_subscribe_to(
    shared: Configuration, author: User, reviewer: User, join: Any
) -> None:
    viewer = join("viewer")
    shared.shares.create(person=viewer, role="viewer", by=author)
    User.objects.filter(pk=viewer.pk).update(muted=["mail:mentioned"])
    User.objects.filter(pk=author.pk).update(muted=["mail:mentioned", "shown:mentioned"])

    comment(shared, reviewer, "@viewer and @author")

    rows = Notification.objects.order_by("person__username")
    assert list(rows.values_list("person__username", "shown", "mail")) == [
        ("author", True, True),
        ("viewer", True, False),
    ]


def test_a_pending_comment_mentions_nobody_until_the_review_is_submitted(
    shared: Configuration, author: User, reviewer: User
) -> None:
    grant = access.find(Visitor(reviewer), shared.pk)
    subject = Subject(Thread.About.WHOLE)
    threads.start(grant, grant.revision(1), subject, "Why, @author?", pending=True)
    assert mentioned() == []

    reviews.submit(shared.pk, 1, reviewer, decision=Decision.COMMENT, body="See below.")

    assert mentioned() == ["author"]


def test_one_person_cannot_fill_the_mailbox_of_another_with_mentions(
    shared: Configuration, author: User, reviewer: User, join: Any
) -> None:
    viewer = join("viewer")
    shared.shares.create(person=viewer, role="viewer", by=author)

    for number in range(MOST_MAIL_OF_ONE_ACTOR + 2):
        comment(shared, reviewer, f"@viewer @author {number}")

    mailed = Notification.objects.filter(mail=True)
    assert mailed.filter(person=viewer).count() == MOST_MAIL_OF_ONE_ACTOR
    assert mailed.filter(person=author).count() == MOST_MAIL_OF_ONE_ACTOR + 2
