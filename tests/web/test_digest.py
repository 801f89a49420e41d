"""The digest: one e-mail a day with what was not read, for who prefers it."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from configurator.events import digest
from configurator.events import email
from configurator.events import log
from configurator.events import notifications
from configurator.models import Configuration
from configurator.models import Notification
from configurator.models import User
from configurator.models import Verb
from tests.people import signed_in
from tests.web.test_email import Down


@pytest.fixture
def waiting(shared: Configuration, author: User, reviewer: User) -> User:
    """Return a person with a digest, for whom two events wait."""
    signed_in(reviewer).post(
        "/account/notifications/", {"subscribed": ["mail:asked", "mail:unasked"], "digest": ""}
    )
    for verb in (Verb.REVIEW_REQUESTED, Verb.REVIEW_REQUEST_WITHDRAWN):
        log.record_event(shared, verb, author, revision=1, reviewer="reviewer")
    return User.objects.get(pk=reviewer.pk)


def make_due(person: User) -> None:
    User.objects.filter(pk=person.pk).update(next_digest=timezone.now())


def test_the_next_digest_is_at_seven() -> None:
    early = datetime(2026, 3, 2, 6, 59, tzinfo=UTC)

    assert digest.next_time(early) == datetime(2026, 3, 2, 7, tzinfo=UTC)
    assert digest.next_time(early + timedelta(minutes=1)) == datetime(2026, 3, 3, 7, tzinfo=UTC)


def test_events_wait_and_come_as_one_mail(waiting: User, settings: Any) -> None:
    settings.SITE_URL = "https://plans.acme.example"
    assert email.deliver() == 0
    assert digest.deliver() == 0

    make_due(waiting)
    call_command("deliver", "--once")

    (sent,) = mail.outbox
    assert sent.to == ["reviewer@acme.example"]
    assert sent.subject == "SkillFlaw configurator: 2 events in 1 configuration"
    assert "- author requested a review of revision 1 from you\n- author withdrew" in sent.body
    assert "https://plans.acme.example/inbox/" in sent.body
    waiting.refresh_from_db()
    assert waiting.next_digest is None


def test_what_was_read_or_unshared_is_not_in_it(
    waiting: User, shared: Configuration, author: User
) -> None:
    notifications.mark_read(waiting, Notification.objects.earliest("pk").pk)
    shared.shares.all().delete()
    make_due(waiting)

    assert digest.deliver() == 1

    assert not mail.outbox
    assert not digest.pending(waiting)


def test_a_mail_server_that_is_down_is_asked_again(waiting: User, settings: Any) -> None:
    make_due(waiting)
    with_server = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{Down.__module__}.{Down.__name__}"
    assert digest.deliver() == 0

    settings.EMAIL_BACKEND = with_server
    assert digest.deliver() == 0
    make_due(waiting)
    assert digest.deliver() == 1

    assert len(mail.outbox) == 1


def test_without_the_digest_what_waited_is_sent_by_itself(waiting: User) -> None:
    signed_in(waiting).post(
        "/account/notifications/", {"subscribed": ["mail:asked", "mail:unasked"]}
    )
    make_due(waiting)

    assert digest.deliver() == 1
    assert email.deliver() == 2

    assert len(mail.outbox) == 2


def test_a_program_chooses_the_digest(author: User) -> None:
    from tests.web.api.conftest import program_of

    program, address = program_of(author), "/api/v1/notifications/subscriptions"
    quiet = {"event": "mentioned", "inbox": True, "mail": False}
    body = {"digest": True, "subscriptions": [quiet]}

    changed = program.patch(address, body, content_type="application/json").json()

    author.refresh_from_db()
    assert changed["digest"]
    assert author.digest
    assert sorted(author.muted) == ["mail:mentioned", "mail:suggestions-taken"]
