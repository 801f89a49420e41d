"""What a page of the wizard sent, read once."""

from __future__ import annotations

from django.http import QueryDict

from configurator.plans.steps import step_at
from configurator.wizard.submission import read_submission

SENT = QueryDict(
    "asked=redis.port&asked=tls.mode&redis.port=7000&base=redis.port abc&page=p1"
    "&theirs=redis.port&seen=redis.port def&seen=redis.db ghi&shared=redis.host"
)


def test_a_page_asked_for_the_choices_of_its_own_step() -> None:
    submission = read_submission(step_at("redis"), SENT)

    assert [choice.path for choice in submission.asked] == ["redis.port"]
    assert (submission.base, submission.page) == ({"redis.port": "abc"}, "p1")


def test_only_a_button_decides() -> None:
    autosaved = read_submission(step_at("redis"), SENT)
    pressed = read_submission(step_at("redis"), SENT, pressed=True)

    assert not autosaved.decides_on("redis.port", "def")
    assert not autosaved.use_shared
    assert pressed.decides_on("redis.port", "def")
    assert pressed.use_shared == ("redis.host",)


def test_a_tick_decides_about_its_own_choice_and_about_the_value_that_was_seen() -> None:
    submission = read_submission(step_at("redis"), SENT, pressed=True)

    assert not submission.decides_on("redis.db", "ghi")
    assert not submission.decides_on("redis.port", "another value")
