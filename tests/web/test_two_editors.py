from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from configurator.models import Configuration
from configurator.models import Role
from configurator.models import Share
from configurator.models import User
from tests.people import signed_in
from tests.web.sending import changed
from tests.web.sending import form_in

URLENCODED = "application/x-www-form-urlencoded"


class Desk:
    """Somebody at the Redis step of a draft, with the page as it was when they opened it."""

    def __init__(self, person: User, draft: Configuration) -> None:
        self.client, self.step = signed_in(person), f"/c/{draft.pk}/redis/"
        self.page = form_in(self.client.get(self.step))

    def types(self, **answers: Any) -> QueryDict:
        """Change answers on the page: `port="7001"`."""
        return changed(self.page, {f"redis.{name}": value for name, value in answers.items()})

    def send(self, sent: QueryDict, part: str = "", **options: Any) -> Any:
        """Send the page as it is, or with `check/` as it is sent while somebody types."""
        return self.client.post(
            f"{self.step}{part}", sent.urlencode(), content_type=URLENCODED, **options
        )


@pytest.fixture
def ada(saved: Configuration, author: User) -> Desk:
    """Return the author at their draft."""
    return Desk(author, saved)


@pytest.fixture
def ben(saved: Configuration, author: User, join: Callable[..., User]) -> Desk:
    """Return a second editor at the same draft."""
    colleague = join("ben")
    Share.objects.create(configuration=saved, person=colleague, role=Role.EDITOR, by=author)
    return Desk(colleague, saved)


def redis(saved: Configuration) -> Any:
    return Configuration.objects.get(pk=saved.pk).plan.redis


def test_the_second_editor_is_told_who_wrote_and_sees_both_answers(
    saved: Configuration, ada: Desk, ben: Desk
) -> None:
    ada.send(ada.types(port="7001"))

    answer = ben.send(ben.types(port="7002"))

    page = answer.content.decode()
    assert "author saved</strong> <code>7001</code>" in page
    assert form_in(answer)["redis.port"] == "7002"
    assert redis(saved).port == 7001


def test_each_answer_is_decided_by_itself_in_one_save(
    saved: Configuration, ada: Desk, ben: Desk
) -> None:
    ada.send(ada.types(port="7001", ttlSeconds="61", db="1"))
    answer = form_in(ben.send(ben.types(port="7002", ttlSeconds="62", db="2")))

    ben.send(changed(answer, {"theirs": ["redis.ttlSeconds", "redis.db"], "decided": ""}))

    assert (redis(saved).port, redis(saved).ttl_seconds, redis(saved).db) == (7002, 61, 1)


def test_what_one_editor_left_alone_is_the_others(
    saved: Configuration, ada: Desk, ben: Desk
) -> None:
    ada.send(ada.types(port="7001"))

    page = ben.send(ben.types(ttlSeconds="62"), follow=True).content.decode()

    assert (redis(saved).port, redis(saved).ttl_seconds) == (7001, 62)
    assert "author changed Port." in page


def test_the_same_answer_twice_is_no_conflict(saved: Configuration, ada: Desk, ben: Desk) -> None:
    ada.send(ada.types(port="7001"))

    assert ben.send(ben.types(port="7001")).status_code == 302


def test_what_differs_waits_and_everything_else_is_saved(
    saved: Configuration, ada: Desk, ben: Desk
) -> None:
    ada.send(ada.types(port="7001"))

    ben.send(ben.types(port="7002", ttlSeconds="62"))

    assert (redis(saved).port, redis(saved).ttl_seconds) == (7001, 62)


def test_a_decision_holds_for_what_was_seen_only(
    saved: Configuration, ada: Desk, ben: Desk
) -> None:
    ada.send(ada.types(port="7001"))
    answer = form_in(ben.send(ben.types(port="7002")))
    ada.send(ada.types(port="7003"))

    page = ben.send(changed(answer, {"decided": ""})).content.decode()

    assert redis(saved).port == 7003
    assert "author saved</strong> <code>7003</code>" in page


def test_typing_shows_at_once_what_the_other_wrote(
    saved: Configuration, ada: Desk, ben: Desk
) -> None:
    ada.send(ada.types(port="7001"))

    part = ben.send(ben.types(ttlSeconds="62"), "check/").content.decode()

    assert 'id="question-redis-port" hx-swap-oob="true"' in part
    assert "author saved this" in part
    assert 'value="7001"' in part


def test_a_page_that_was_told_goes_on_saying_so_without_taking_the_focus(
    ada: Desk, ben: Desk
) -> None:
    ada.send(ada.types(port="7001"))
    ben.send(ben.types(ttlSeconds="62"), "check/")
    sent = form_in(ben.client.get(ben.step))

    part = ben.send(changed(sent, {"updated": "redis.port"}), "check/").content.decode()

    assert "author saved this" in part
    assert 'id="question-redis-port" hx-swap-oob="true"' not in part


def test_a_box_that_is_ticked_stays_ticked_while_typing_goes_on(ada: Desk, ben: Desk) -> None:
    ada.send(ada.types(port="7001"))
    sent = changed(ben.types(port="7002"), {"theirs": "redis.port"})

    part = ben.send(sent, "check/").content.decode()

    assert 'id="theirs-redis-port" checked' in part


def test_what_cannot_be_read_differs_like_anything_else(
    saved: Configuration, ada: Desk, ben: Desk
) -> None:
    ada.send(ada.types(host="cache..acme"))

    answer = ben.send(ben.types(host="cache..b"))

    assert form_in(answer)["redis.host"] == "cache..b"
    assert "<code>cache..acme</code>" in answer.content.decode()
    assert Configuration.objects.get(pk=saved.pk).unfinished == {"redis.host": "cache..acme"}


def test_another_step_is_another_matter(saved: Configuration, ada: Desk, ben: Desk) -> None:
    scaling = form_in(ada.client.get(f"/c/{saved.pk}/scaling/"))
    sent = changed(scaling, {"scaling.backend.replicas": "5"})
    ada.client.post(f"/c/{saved.pk}/scaling/", sent.urlencode(), content_type=URLENCODED)

    answer = ben.send(ben.types(port="7002"))

    plan = Configuration.objects.get(pk=saved.pk).plan
    assert answer.status_code == 302
    assert (plan.redis.port, plan.scaling.backend.replicas) == (7002, 5)


def test_a_plan_that_was_renamed_elsewhere_keeps_its_new_name(
    saved: Configuration, ada: Desk, ben: Desk
) -> None:
    page = form_in(ben.client.get(f"/c/{saved.pk}/metadata/"))
    ada.client.post(f"/c/{saved.pk}/rename/", {"name": "acme-next"})

    sent = changed(page, {"metadata.description": "For all."})
    ben.client.post(f"/c/{saved.pk}/metadata/", sent.urlencode(), content_type=URLENCODED)

    plan = Configuration.objects.get(pk=saved.pk).plan
    assert (plan.name, plan.metadata.description) == ("acme-next", "For all.")


def test_no_more_is_asked_of_the_database_for_many_differences(
    ada: Desk, ben: Desk, django_assert_max_num_queries: Any
) -> None:
    ada.send(ada.types(port="7001", ttlSeconds="61", db="1"))
    sent = ben.types(port="7002", ttlSeconds="62", db="2")

    with django_assert_max_num_queries(12):
        ben.send(sent, "check/")
    assert isinstance(ben.client, Client)


def test_a_tick_is_a_decision_whatever_button_is_pressed(
    saved: Configuration, ada: Desk, ben: Desk
) -> None:
    ada.send(ada.types(port="7001"))
    fields = form_in(ben.send(ben.types(port="7002")))

    answer = ben.send(changed(fields, {"theirs": "redis.port", "go": ""}))

    assert answer.headers["Location"] == f"/c/{saved.pk}/secrets/"
    assert redis(saved).port == 7001
