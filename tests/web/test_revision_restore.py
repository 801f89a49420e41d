from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

import generators
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import User
from tests.people import signed_in
from tests.web.rows import now_of
from tests.web.rows import verbs
from tests.web.sending import send

Revise = Callable[..., Revision]


@pytest.fixture
def client(author: User) -> Client:
    """Return the author's browser."""
    return signed_in(author)


def test_a_revision_is_restored_into_the_draft(
    saved: Configuration, revise: Revise, client: Client
) -> None:
    revise({"scaling.backend.replicas": 4})

    client.post(f"/c/{saved.pk}/r/1/restore/")

    back = now_of(saved)
    assert (back.plan, back.changed, back.latest) == (generators.recommended(), True, 2)
    assert verbs(saved)[-1] == "restored"


def changed(saved: Configuration, client: Client) -> None:
    send(client, f"/c/{saved.pk}/redis/", {"redis.host": "other.db.acme.com"})


def test_a_draft_with_unsaved_changes_is_not_replaced_without_a_decision(
    saved: Configuration, client: Client
) -> None:
    changed(saved, client)

    page = client.post(f"/c/{saved.pk}/r/1/restore/").content.decode()

    assert 'name="discard"' in page
    assert now_of(saved).plan.redis.host == "other.db.acme.com"


def test_the_draft_is_saved_first_on_request(saved: Configuration, client: Client) -> None:
    changed(saved, client)

    client.post(f"/c/{saved.pk}/r/1/restore/", {"save": "", "seen": now_of(saved).version})

    assert saved.revisions.get(number=2).plan.redis.host == "other.db.acme.com"
    assert now_of(saved).plan == generators.recommended()


def test_discarding_the_changes_makes_the_draft_the_latest_revision(
    saved: Configuration, client: Client
) -> None:
    changed(saved, client)

    client.post(f"/c/{saved.pk}/r/1/restore/", {"discard": "", "seen": now_of(saved).version})

    back = now_of(saved)
    assert (back.plan, back.changed, back.latest) == (generators.recommended(), False, 1)


def test_changes_made_after_the_question_need_another_decision(
    saved: Configuration, client: Client
) -> None:
    sent = {"discard": "", "seen": now_of(saved).version}
    changed(saved, client)

    page = client.post(f"/c/{saved.pk}/r/1/restore/", sent).content.decode()

    assert 'name="discard"' in page
    assert now_of(saved).plan.redis.host == "other.db.acme.com"


def test_an_invalid_value_is_named_before_it_is_discarded(
    saved: Configuration, client: Client
) -> None:
    send(client, f"/c/{saved.pk}/redis/", {"redis.host": "cache..acme"})

    sent = {"save": "", "seen": now_of(saved).version}
    page = client.post(f"/c/{saved.pk}/r/1/restore/", sent, follow=True).content.decode()

    assert "1 invalid value" in page
    assert now_of(saved).unfinished
