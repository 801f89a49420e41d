"""Characters that break a line or act unseen, at every place of a plan file that holds a text.

Each such value is refused with a message at its own place, or a bundle carries it and its
``plan.yaml`` is read back as the same plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import generators
from generators.plan import PlanFile
from generators.plan import choice_at
from generators.plan import choices
from generators.plan import revised
from generators.plan import sparse
from generators.plan import sparse_file
from generators.plan.reading import key_path_of
from generators.plan.reading import path_of
from generators.plan.reading import read_plan_document
from generators.plan.reading import read_plan_file
from generators.plan.reading import read_value
from generators.plan.serialization import plain_value
from generators.yaml.loader import dump
from generators.yaml.problem import Problem
from generators.yaml.problem import Unreadable
from tests.cluster_plans import ENVIRONMENT
from tests.cluster_plans import IDENTITY
from tests.cluster_plans import LIMITED
from tests.cluster_plans import PLACED
from tests.cluster_plans import VOLUMES
from tests.plans import everything

pytestmark = pytest.mark.slow  # all of it together

BREAKS = "\n\r\u2028\u2029\x00\x85\t\x0b\x0c\x1c\x1b"
UNSEEN = "\u202e\u2066\u200f\u200b\ufeff\xad\ud800\ufffe\U000e0001"
SETTINGS = {"operations.settings": {"LOG_LEVEL": "info"}}
START = revised(
    everything(), {**ENVIRONMENT, **VOLUMES, **PLACED, **IDENTITY, **LIMITED, **SETTINGS}
)
ENVIRONMENTS = {
    "staging": {"release": {"namespace": "acme-staging"}, "database": {"name": "staging"}},
    "production": {},
}
WAIVER: dict[str, Any] = {
    "rule": "redis-unmonitored",
    "reason": "Another team watches it.",
    "owner": "platform",
    "expires": "2026-12-31",
    "environment": "staging",
}
DOCUMENT: dict[str, Any] = {
    **sparse(START),
    "metadata": {"name": "acme", "description": "For analysts."},
    "waivers": [WAIVER],
    "environments": ENVIRONMENTS,
}


def with_text(value: Any, inserted: str, position: int) -> Iterator[Any]:
    """Insert a text into each text of a value, one after the other, keys of mappings included."""
    if isinstance(value, str):
        yield value[:position] + inserted + value[position:]
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            for other in with_text(entry, inserted, position):
                yield [*value[:number], other, *value[number + 1 :]]
    elif isinstance(value, dict):
        for key, inner in value.items():
            for other in with_text(inner, inserted, position):
                yield {**value, key: other}
            rest = {name: other for name, other in value.items() if name != key}
            yield {**rest, key[:position] + inserted + key[position:]: inner}


def start_value(choice: generators.Choice) -> Any:
    """Give a value of a choice that has texts in it, where the choice has texts at all."""
    value = plain_value(choice.of(START))
    if value in ("", []) and choice.annotation is not bool:
        return choice.ask.example or ("ab" if value == "" else ["10.0.0.0/8"])
    return value


def accepted(inserted: str, position: int) -> dict[str, Any]:
    """Give a value with the text for each choice that takes one; a refusal names its choice."""
    return {
        choice.path: value
        for choice in choices()
        for value in with_text(start_value(choice), inserted, position)
        if not refusals(choice, value)
    }


def refusals(choice: generators.Choice, value: Any) -> tuple[Problem, ...]:
    """Give what keeps a choice from having a value, and see that it is text of this choice."""
    try:
        read_value(choice, value)
    except Unreadable as refusal:
        problems = refusal.problems
    else:
        return ()
    assert all(problem.path.startswith(path_of(key_path_of(choice))) for problem in problems)
    assert all(str(problem).isprintable() for problem in problems)
    return problems


def carried(file: PlanFile) -> None:
    """Make all the files of a plan file, with errors or without, and read its plan back."""
    preview = generators.preview(file.shared if file.single else generators.judge_file(file))
    for made in preview.bundle.files:
        if made.path.endswith(".yaml"):
            list(yaml.safe_load_all(made.text))
    assert read_plan_file(dump([sparse_file(file)]).encode()) == file


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.text(alphabet=BREAKS + UNSEEN, min_size=1, max_size=3), st.integers(0, 6))
def test_every_choice_refuses_a_line_break_or_carries_it(inserted: str, position: int) -> None:
    carried(PlanFile(revised(START, accepted(inserted, position))))


@pytest.mark.parametrize("character", BREAKS, ids=ascii)
def test_no_name_holds_a_line_break(character: str) -> None:
    taken = accepted(character, 1)

    choice_of = {path: choice_at(path) for path in taken}
    texts = [path for path, choice in choice_of.items() if choice.ask.multiline]
    lists = ["operations.settings", "operations.podAnnotations"]
    lists.append("operations.serviceAccountAnnotations")
    for path in taken.keys() - {*texts, *lists}:
        value = str(plain_value(choice_of[path].of(revised(START, {path: taken[path]}))))
        assert character not in value, path


@pytest.mark.parametrize("character", [*BREAKS, *UNSEEN], ids=ascii)
@pytest.mark.parametrize("position", [0, 3, 100])
def test_so_do_names_environments_and_waivers(character: str, position: int) -> None:
    for top in ("metadata", "waivers", "environments"):
        for value in with_text(DOCUMENT[top], character, position):
            file = read_or_refused({**DOCUMENT, top: value}, top)
            if file:
                assert_names_of_one_line(file, character)


def test_what_people_say_in_several_lines_is_carried() -> None:
    text = "a" + "\u202eb\u2028\n# c\n---\t: {d}\xad\u200b" + "e"
    waiver = {**WAIVER, "reason": text}
    metadata = {"name": "acme", "description": text}

    carried(read_plan_document({**DOCUMENT, "metadata": metadata, "waivers": [waiver]}))


def read_or_refused(document: Mapping[str, Any], top: str) -> PlanFile | None:
    """Read a plan file; nothing where it is refused, and then the refusal names the place."""
    try:
        return read_plan_document(document)
    except Unreadable as refusal:
        problems = refusal.problems
    assert all(problem.path.startswith(top) for problem in problems)
    assert all(str(problem).isprintable() for problem in problems)
    return None


def assert_names_of_one_line(file: PlanFile, character: str) -> None:
    names = (file.name, *file.environments)
    waivers = (text for waiver in file.shared.waivers for text in (waiver.rule, waiver.owner))
    assert not any(character in name for name in (*names, *waivers))


def test_a_message_writes_such_a_character_as_its_number() -> None:
    document = {**sparse(START), "a\x1b[31mb": 1}

    with pytest.raises(Unreadable) as refusal:
        read_plan_document(document)

    assert str(refusal.value).isprintable()
    assert "\\u001b" in str(refusal.value)
