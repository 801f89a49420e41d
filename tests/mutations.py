"""Other values for choices, made apart from those that the explanation tries."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from generators.guide import Severity
from generators.guide import findings
from generators.judgement.placeholders import placeholders_for
from generators.plan import Choice
from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import choices
from generators.plan import plain_value
from generators.plan import revised
from generators.plan.plan_file import NAMED_BY_KEY

TEXTS = (
    *("mine", "theirs.example.net", "1.31", "777m", "3Gi", "/opt/mine", "2027-05-06"),
    *("10 5 * * *", "https://code.example.net/mine.git", "http://mine.example.net:8118"),
    *("s3://mine/there", "probe.example.net:9999", "sha256:" + "ab" * 32, "198.51.100.0/25"),
)

# Where the form of a text matters, one of each form.
FORMS = {
    "release.kubernetes": ("1.28", "1.32", "1.35"),
    "database.backup.destination": ("gs://mine/there", "a tape"),
    "database.host": ("mine.theirs",),
    "redis.host": ("mine.theirs",),
}


# Of what is a keyword or a list of addresses, a list.
LISTS: dict[str, list[Any]] = {
    "operations.dns": [["198.51.100.53"]],
    "operations.egress": [["198.51.100.0/25"], ["namespace/mine:8080"]],
}


def mutants(
    source: Plan | PlanFile, wanted: Callable[[str], bool] = lambda path: True
) -> Iterator[tuple[str, PlanFile]]:
    """Give the plan file with one choice otherwise, for each wanted choice that can be.

    What adds an error is no valid value, unless each other value of the choice does. A choice that
    an environment has for itself is changed there, and in what all share.
    """
    file = PlanFile(source) if isinstance(source, Plan) else source
    known = errors_of(file)
    for choice in choices():
        if not wanted(choice.path):
            continue
        made = list(_made(file, choice))
        valid = [mutant for mutant in made if errors_of(mutant) <= known]
        yield from ((choice.path, mutant) for mutant in valid or made)


def errors_of(file: PlanFile) -> set[str]:
    """Name the rules that a plan breaks, with placeholders for what it leaves open."""
    answered = (revised(plan, placeholders_for(plan)) for plan in file.plans.values())
    raised = (error for plan in answered for error in findings(plan))
    return {error.rule.slug for error in raised if error.severity is Severity.ERROR}


def _made(file: PlanFile, choice: Choice) -> Iterator[PlanFile]:
    if choice.path == NAMED_BY_KEY and not file.single:
        # Its key names an environment: with another key, everything of it is elsewhere.
        for name in file.own:
            yield replace(file, own={key: own for key, own in file.own.items() if key != name})
        return
    own = [name for name in file.own if choice.path in file.own[name]]
    for name, plan in (("", file.shared), *((name, file.plan_of(name)) for name in own)):
        for value in _values(choice, plain_value(choice.of(plan))):
            with suppress(ValidationError):
                yield file.revised(name, {choice.path: value})


def _values(choice: Choice, present: Any) -> list[Any]:
    if choice.options:
        values = [*choice.options, *LISTS.get(choice.path, ())]
        return [value for value in values if value != present]
    if isinstance(present, bool):
        return [not present]
    if isinstance(present, int):
        return [0, 1, present + 1, present + present // 3]
    if isinstance(present, list):
        return [[], present[1:]] if present else []
    if isinstance(present, dict):
        return [{}, dict(list(present.items())[1:])] if present else []
    return [*list(_alike(choice, present))[:2], *FORMS.get(choice.path, ()), ""]


def _alike(choice: Choice, present: str) -> Iterator[str]:
    """Give texts that the choice takes, those in the form of the present one first."""

    def form(text: str) -> tuple[bool, ...]:
        return tuple(sign in text for sign in ("/", ":", ".", " "))

    for text in sorted(TEXTS, key=lambda text: form(text) != form(present)):
        try:
            choice.validator.validate_python(text)
        except ValidationError:
            continue
        if text != present:
            yield text
