"""One kind of field for each kind of choice; the choice itself says which it is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

import generators
from configurator.plans.parsing import parsed

WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
NETWORKS = "networks"
LATER = None  # the value of a claim that nobody stated
CLAIM_OPTIONS: Mapping[str, generators.Option] = {
    "yes": generators.Option("Yes"),
    "no": generators.Option("No"),
    "": generators.Option("Later", "Nobody has confirmed it yet."),
}


class ChoiceField(forms.Field):
    """A line of text; its subclasses differ in what is shown and in how that is read back."""

    kind = "text"

    claim = False

    def __init__(self, choice: generators.Choice, widget: forms.Widget) -> None:
        super().__init__(required=False, label=choice.label, help_text=choice.help, widget=widget)
        self.choice = choice

    def stored(self, plan: generators.Plan) -> Any:
        """Give the value that a plan states; for a claim that nobody stated, nothing."""
        known = not self.claim or generators.stated(plan, self.choice.path)
        return self.choice.of(plan) if known else LATER

    def widget_value(self, value: Any) -> Any:
        """Write a value of the plan as the widget shows it."""
        return value

    def plan_value(self, raw: Any) -> Any:
        """Read what the widget sent; the generators judge it afterwards."""
        return _lines_joined(raw).strip()

    def clean(self, raw: Any) -> Any:
        """Give the value as a plan has it, or say in one sentence why it is none."""
        try:
            value = self.plan_value(raw)
            return LATER if self.claim and value is LATER else parsed(self.choice, value)
        except ValueError as error:
            message = str(error)
        raise ValidationError(message)


class NumberField(ChoiceField):
    kind = "number"

    def widget_value(self, value: Any) -> str:
        return str(value)

    def plan_value(self, raw: Any) -> Any:
        text = str(raw or "").strip()
        if not text:
            raise ValueError(f"Enter a number. The default is {self.choice.default}.")
        return int(text) if WHOLE.fullmatch(text) else text


class ClaimedNumberField(NumberField):
    """A number that only people know; without one, nobody stated it."""

    claim = True

    def widget_value(self, value: Any) -> str:
        return "" if value is LATER else str(value)

    def plan_value(self, raw: Any) -> Any:
        return super().plan_value(raw) if str(raw or "").strip() else LATER


class ClaimedFlagField(ChoiceField):
    """A claim as a question: Yes, No, or Later, which states nothing."""

    kind = "one"
    claim = True

    def widget_value(self, value: Any) -> str:
        return "" if value is LATER else "yes" if value else "no"

    def plan_value(self, raw: Any) -> Any:
        return {"yes": True, "on": True, "no": False}.get(str(raw or ""), LATER)


class FlagField(ChoiceField):
    kind = "flag"

    def plan_value(self, raw: Any) -> bool:
        return bool(raw)


class OneField(ChoiceField):
    kind = "one"

    def plan_value(self, raw: Any) -> str:
        return str(raw or "")


class ManyField(ChoiceField):
    kind = "many"

    def widget_value(self, value: Any) -> list[str]:
        return list(value)

    def plan_value(self, raw: Any) -> list[str]:
        return list(raw or ())


class LinesField(ChoiceField):
    """A list, one entry a line; commas between entries are understood too."""

    kind = "lines"

    def widget_value(self, value: Any) -> Any:
        return "\n".join(value)

    def plan_value(self, raw: Any) -> list[str]:
        return [line.strip() for line in re.split(r"[\n,]", _lines_joined(raw)) if line.strip()]


class PairsField(ChoiceField):
    """A map, ``NAME=value`` a line. A value with a line break is written as JSON writes it."""

    kind = "pairs"

    def widget_value(self, value: Any) -> str:
        return "\n".join(f"{name}={_one_line(text)}" for name, text in value.items())

    def plan_value(self, raw: Any) -> Mapping[str, str]:
        pairs: dict[str, str] = {}
        for line in filter(str.strip, _lines_joined(raw).split("\n")):
            name, equals, text = line.partition("=")
            if not equals:
                raise ValueError(f"“{line.strip()}” has no equals sign. Write NAME=value.")
            if name.strip() in pairs:
                raise ValueError(f"{name.strip()} is set twice. Remove one of the lines.")
            pairs[name.strip()] = _from_line(text.strip())
        return pairs


class EntriesField(ChoiceField):
    """A list whose entries have several values, one entry a line, written as in a plan file."""

    kind = "entries"

    def widget_value(self, value: Any) -> str:
        return "\n".join(map(str, value))

    def plan_value(self, raw: Any) -> list[Mapping[str, Any]]:
        lines = filter(str.strip, _lines_joined(raw).split("\n"))
        return [generators.flow_mapping(line.removeprefix("- ")) for line in lines]


class KeywordOrLinesField(LinesField):
    """A keyword, or a list of one's own."""

    kind = "keyword"

    def widget_value(self, value: Any) -> list[str]:
        return [value, ""] if isinstance(value, str) else [NETWORKS, "\n".join(value)]

    def plan_value(self, raw: Any) -> Any:
        keyword, text = raw
        return super().plan_value(text) if keyword == NETWORKS else keyword


def _lines_joined(raw: Any) -> str:
    return str(raw or "").replace("\r\n", "\n").replace("\r", "\n")


def _one_line(text: str) -> str:
    plain = text == text.strip() and not text.startswith('"') and "\n" not in text
    return text if plain else json.dumps(text, ensure_ascii=False)


def _from_line(text: str) -> str:
    if not text.startswith('"'):
        return text
    try:
        return str(json.loads(text))
    except ValueError:
        return text
