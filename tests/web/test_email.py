from __future__ import annotations

from datetime import timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone

from configurator.events import email
from configurator.events import log
from configurator.events import outbox
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Notification
from configurator.models import Review
from configurator.models import Thread
from configurator.models import User
from configurator.models import Verb


class Down(EmailBackend):
    """A mail server that cannot be reached."""

    def send_messages(self, messages: Any) -> int:
        """Break off."""
        raise SMTPServerDisconnected("gone")


class Choosy(EmailBackend):
    """A mail server that does not know one of the recipients."""

    def send_messages(self, messages: Any) -> int:
        """Refuse the reviewer."""
        if messages[0].to == ["reviewer@acme.example"]:
            raise SMTPRecipientsRefused({})
        return super().send_messages(messages)


@pytest.fixture
def due(shared: Configuration, author: User) -> Notification:
    event = log.record_event(shared, Verb.REVIEW_REQUESTED, author, revision=1, reviewer="reviewer")
    return Notification.objects.get(event=event)


def later(notice: Notification) -> timedelta:
    """Say when it is due again, from now on, in whole seconds."""
    notice.refresh_from_db()
    assert notice.next_try
    return timedelta(seconds=round((notice.next_try - timezone.now()).total_seconds()))


def test_an_e_mail_says_who_did_what_and_where(due: Notification, settings: Any) -> None:
    settings.SITE_URL = "https://plans.acme.example"

    email.deliver()

    (sent,) = mail.outbox
    assert sent.to == ["reviewer@acme.example"]
    assert sent.subject == "[api-managed] author requested a review of revision 1 from you"
    assert f"https://plans.acme.example/c/{due.event.configuration_id}/r/1/\n" in sent.body
    assert "https://plans.acme.example/account/notifications/" in sent.body


def test_a_review_request_quotes_the_note_of_its_revision(
    due: Notification, shared: Configuration
) -> None:
    shared.revisions.filter(number=1).update(note="Moves the database.\nIn two steps.")

    email.deliver()

    assert "> Moves the database.\n> In two steps.\n" in mail.outbox[0].body


def test_without_an_address_of_the_site_an_e_mail_has_no_link(
    due: Notification, settings: Any
) -> None:
    settings.SITE_URL = ""

    email.deliver()

    assert "/c/" not in mail.outbox[0].body
    assert "Open the configurator" in mail.outbox[0].body


def test_an_e_mail_goes_out_once(due: Notification) -> None:
    assert [email.deliver(), email.deliver()] == [1, 0]

    due.refresh_from_db()
    assert len(mail.outbox) == 1
    assert due.mailed
    assert due.next_try is None


def test_an_e_mail_quotes_the_beginning_of_a_comment(
    shared: Configuration, author: User, reviewer: User
) -> None:
    revision = shared.revisions.get()
    thread = Thread.objects.create(configuration=shared, revision=revision, about="whole")
    comment = Comment.objects.create(thread=thread, author=reviewer, body="Why?\n" + "x" * 900)
    log.record_event(
        shared, Verb.COMMENTED, reviewer, revision=1, thread=thread.pk, comment=comment.pk
    )

    email.deliver()

    assert "> Why?\n> xxx" in mail.outbox[0].body
    assert len(mail.outbox[0].body) < 700


def test_an_e_mail_quotes_what_a_reviewer_said(shared: Configuration, reviewer: User) -> None:
    given = Review.objects.create(
        revision=shared.revisions.get(), reviewer=reviewer, decision="approve", body="Ship <it>."
    )
    log.record_event(shared, Verb.APPROVED, reviewer, revision=1, review=given.pk)

    email.deliver()

    assert "> Ship <it>.\n" in mail.outbox[0].body


def test_whoever_may_no_longer_see_it_gets_no_e_mail(due: Notification, reviewer: User) -> None:
    reviewer.shares.all().delete()

    email.deliver()

    due.refresh_from_db()
    assert not mail.outbox
    assert (due.mail, due.next_try) == (False, None)


def test_an_e_mail_that_failed_is_tried_again_later_each_time(
    due: Notification, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tests.web.test_email.Down"

    for wait in outbox.RETRIES:
        Notification.objects.update(next_try=timezone.now())
        email.deliver()
        assert later(due) == wait
    Notification.objects.update(next_try=timezone.now())
    email.deliver()

    due.refresh_from_db()
    assert (due.next_try, due.mailed, due.attempts) == (None, None, 6)


def test_a_server_that_is_down_is_asked_once_a_round(
    due: Notification, shared: Configuration, author: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tests.web.test_email.Down"
    log.record_event(shared, Verb.REVIEW_REQUESTED, author, revision=1, reviewer="reviewer")

    assert email.deliver() == 0

    assert sorted(Notification.objects.values_list("attempts", flat=True)) == [0, 1]


def test_one_refused_address_stops_no_other_e_mail(
    due: Notification, shared: Configuration, reviewer: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tests.web.test_email.Choosy"
    log.record_event(shared, Verb.APPROVED, reviewer, revision=1)

    email.deliver()

    assert [message.to for message in mail.outbox] == [["author@acme.example"]]
    assert later(due) == outbox.RETRIES[0]


def test_what_one_worker_took_another_does_not_get(due: Notification) -> None:
    first = outbox.claim(email.due(), 5)
    second = outbox.claim(email.due(), 5)

    assert [delivery.pk for delivery in first] == [due.pk]
    assert second == []


def test_two_workers_that_saw_the_same_row_do_not_both_get_it(due: Notification) -> None:
    one, other = email.due().get(), email.due().get()
    until = timezone.now() + outbox.LEASE

    assert [outbox._claimed(notification, until) for notification in (one, other)] == [True, False]


def test_what_a_dead_worker_had_taken_is_due_again(due: Notification) -> None:
    outbox.claim(email.due(), 5)
    Notification.objects.update(next_try=timezone.now())

    email.deliver()

    assert len(mail.outbox) == 1


def test_what_no_worker_ever_settled_is_given_up(due: Notification) -> None:
    Notification.objects.update(attempts=len(outbox.RETRIES) + 1)

    assert outbox.claim(email.due(), 5) == []

    due.refresh_from_db()
    assert (due.next_try, due.mailed) == (None, None)


def test_the_command_delivers_all_that_is_due(due: Notification, shared: Configuration) -> None:
    for _ in range(2 * email.BATCH):
        log.record_event(shared, Verb.APPROVED, due.person, revision=1)

    call_command("deliver", "--once", stdout=StringIO())

    assert len(mail.outbox) == 2 * email.BATCH + 1
