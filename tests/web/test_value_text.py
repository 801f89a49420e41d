"""Values of choices on pages: options by their labels, numbers with their units."""

from __future__ import annotations

import generators
from configurator.wording.values import stored_value_text
from configurator.wording.values import value_text


def text(path: str, value: object) -> str:
    return value_text(generators.choice_at(path), value)


def test_every_option_is_written_with_its_label() -> None:
    for choice in generators.choices():
        for value, option in choice.options.items():
            assert value_text(choice, value) == option.label


def test_a_list_of_options_is_written_with_their_labels() -> None:
    options = generators.choice_at("scaling.backend.drivers").options

    written = text("scaling.backend.drivers", tuple(options))

    assert written == ", ".join(option.label for option in options.values())


def test_an_empty_list_is_none_of_the_options() -> None:
    assert text("scaling.backend.drivers", ()) == "none"


def test_a_number_has_its_unit() -> None:
    unit = generators.choice_at("redis.ttlSeconds").ask.unit

    assert unit
    assert text("redis.ttlSeconds", 60) == f"60 {unit}"


def test_a_keyword_and_a_list_of_networks_are_told_apart() -> None:
    keyword = generators.choice_at("operations.egress").options["internet-443"].label

    assert text("operations.egress", "internet-443") == keyword
    assert text("operations.egress", ("10.0.0.0/8",)) == "10.0.0.0/8"


def test_an_option_of_an_earlier_version_is_written_as_it_was_stored() -> None:
    assert text("redis.mode", "sentinel") == "sentinel"


def test_a_stored_list_is_written_like_one_of_a_plan() -> None:
    path = "scaling.backend.drivers"

    assert stored_value_text(path, ["payload-size"]) == text(path, ("payload-size",))


def test_a_choice_of_an_earlier_version_is_written_as_it_was_stored() -> None:
    assert stored_value_text("redis.gone", "cluster") == "cluster"
