"""The declaration of every choice, and the presets made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from typing import Literal
from typing import get_args
from typing import get_origin

import pytest

from generators.plan import PRESETS
from generators.plan import Choice
from generators.plan import Preset
from generators.plan import choice_at
from generators.plan import choices
from generators.plan import recommended
from generators.plan import revised
from generators.plan import topics
from generators.plan.reading import read_value


def test_every_topic_has_choices() -> None:
    assert {choice.topic for choice in choices()} == set(topics())
    assert len(topics()) == 10


@pytest.mark.parametrize("choice", choices(), ids=lambda choice: str(choice.path))
def test_a_choice_says_what_it_is(choice: Choice) -> None:
    assert choice.label
    assert choice.help.endswith(".")


@pytest.mark.parametrize("choice", choices(), ids=lambda choice: str(choice.path))
def test_every_default_is_in_the_plan_under_its_path(choice: Choice) -> None:
    plan = recommended()

    assert choice.of(revised(plan, {choice.path: choice.default})) == choice.default


def keywords(kind: Any) -> Iterator[str]:
    """Yield the keywords that a type allows: by itself, in a list, or beside a list."""
    if get_origin(kind) is Literal:
        yield from get_args(kind)
    else:
        for inner in get_args(kind):
            yield from keywords(inner)


@pytest.mark.parametrize("choice", choices(), ids=lambda choice: str(choice.path))
def test_each_keyword_of_a_choice_has_one_label(choice: Choice) -> None:
    labels = [option.label for option in choice.options.values()]

    assert set(choice.options) == set(keywords(choice.annotation))
    assert all(labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("choice", choices(), ids=lambda choice: str(choice.path))
def test_the_hint_of_an_option_is_a_sentence(choice: Choice) -> None:
    hints = [option.hint for option in choice.options.values() if option.hint]

    assert all(hint.endswith(".") for hint in hints)


def test_the_json_schema_carries_the_labels_of_options() -> None:
    schema: dict[str, Any] = {}

    choice_at("redis.mode").ask(schema)

    assert schema["x-labels"]["external"] == "Managed service"


def test_an_option_is_explained_beside_its_choice() -> None:
    choice = choice_at("redis.persistence")

    assert choice.explained("aof").startswith(choice.help)
    assert choice.options["aof"].hint in choice.explained("aof")
    assert choice.explained("not given") == choice.help


def test_a_plan_names_the_option_that_it_chose() -> None:
    assert choice_at("database.mode").option(recommended()).label == "Managed service"


def test_a_choice_that_does_not_apply_is_known() -> None:
    assert not choice_at("ingress.hosts.docs").applies(recommended())
    assert choice_at("ingress.hosts.docs").applies(revised(recommended(), {"topology.docs": True}))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: str(preset.slug))
def test_a_preset_leaves_its_blanks_to_the_engineer(preset: Preset) -> None:
    assert not set(preset.blanks) & set(preset.choices)
    assert preset.filled().name == preset.slug


def test_a_choice_of_several_lines_takes_them() -> None:
    multiline = [choice for choice in choices() if choice.ask.multiline]

    assert {choice.topic for choice in multiline} == {"topology", "release", "database", "scaling"}
    for choice in multiline:
        assert read_value(choice, "Any\nwords.") == "Any\nwords."
