from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from configurator import access
from configurator.access import Visitor
from configurator.comments.subject import About
from configurator.comments.subject import Subject
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import User
from configurator.services import threads

pytestmark = pytest.mark.postgres

TEN = 10


def at_once(act: Callable[[], object]) -> None:
    """Do the same thing ten times at once, each time with a connection of its own."""

    def once(_: int) -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(TEN) as people:
        list(people.map(once, range(TEN)))


@pytest.mark.slow
def test_one_form_sent_many_times_at_once_says_it_once(
    transactional_db: None, saved: Configuration, author: User
) -> None:
    reading = access.find(Visitor(author), saved.pk)
    revision = reading.revision(1)

    at_once(lambda: threads.start(reading, revision, Subject(About.WHOLE), "Why?", "a" * 32))
    thread = Comment.objects.get().thread
    at_once(lambda: threads.reply(reading, thread, "Because.", "b" * 32))

    assert [comment.body for comment in thread.comments.all()] == ["Why?", "Because."]


@pytest.mark.slow
def test_a_thread_resolved_many_times_at_once_is_resolved_once(
    transactional_db: None, saved: Configuration, author: User
) -> None:
    reading = access.find(Visitor(author), saved.pk)
    thread = threads.start(reading, reading.revision(1), Subject(About.WHOLE), "Why?").thread

    at_once(lambda: threads.set_resolved(reading, thread, resolved=True))

    assert Event.objects.filter(verb="resolved").count() == 1
