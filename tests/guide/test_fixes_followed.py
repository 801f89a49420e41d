"""A rule's advice, taken literally: the value that it names for a choice mends the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from generators import guide
from generators.guide import RULES
from generators.guide import Finding
from generators.guide import Rule
from generators.plan import Choice
from generators.plan import choices
from generators.plan import plain_value
from generators.plan.reading import read_value
from generators.yaml.problem import Unreadable
from tests.guide.conftest import TODAY
from tests.guide.conftest import changed

PATHS = {choice.path: choice for choice in choices()}
PATH = "|".join(sorted(map(re.escape, PATHS), key=len, reverse=True))
SET = re.compile(rf"\b[Ss]et ({PATH}) to ([^\s,;]+)")
ADD = re.compile(rf"\b[Aa]dd ([^\s,;]+) to ({PATH})")
ON = re.compile(rf"\b[Tt]urn on ({PATH})|\b[Tt]urn ({PATH}) on")
OFF = re.compile(rf"\b[Tt]urn off ({PATH})|\b[Tt]urn ({PATH}) off")
# They begin a description of the value, not the value.
WORDS = {"the", "a", "an", "one", "your", "its", "each", "it", "another", "their"}


def advised(finding: Finding) -> Iterator[tuple[str, Any]]:
    """Yield the choices that a fix names, with the value that it says for each."""
    for pattern, value in ((ON, True), (OFF, False)):
        for match in pattern.finditer(finding.fix):
            yield match[1] or match[2], value
    for path, text in SET.findall(finding.fix):
        word = text.rstrip(".:")
        if word not in WORDS and _read(PATHS[path], word) is not None:
            yield path, plain_value(_read(PATHS[path], word))
    for text, path in ADD.findall(finding.fix):
        key, equals, value = text.rstrip(".:").partition("=")
        if equals:
            yield path, {key: value}


def _read(choice: Choice, word: str) -> Any:
    for value in (word, yaml.safe_load(word), [word]):
        try:
            return read_value(choice, value)
        except (Unreadable, TypeError):
            continue
    return None


ADVICE = [
    (rule, path, value)
    for rule in RULES
    for finding in rule.findings(changed(rule.bad), TODAY)
    for path, value in advised(finding)
    # What the plan has already is one step of several.
    if plain_value(PATHS[path].of(changed(rule.bad))) != value
]


def test_many_rules_say_which_value_a_choice_needs() -> None:
    assert len({rule.slug for rule, _, _ in ADVICE}) > 20


@pytest.mark.parametrize(
    ("rule", "path", "value"), ADVICE, ids=[f"{rule.slug}-{path}" for rule, path, _ in ADVICE]
)
def test_the_value_that_a_fix_names_mends_the_plan(rule: Rule, path: str, value: Any) -> None:
    mended = guide.findings(changed({**rule.bad, path: value}), TODAY)

    assert rule.slug not in {finding.rule.slug for finding in mended}
