"""The field and the widget that fit a choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from typing import Literal
from typing import get_args
from typing import get_origin

from django import forms

import generators
from configurator.wizard.fields import CLAIM_OPTIONS
from configurator.wizard.fields import NETWORKS
from configurator.wizard.fields import ChoiceField
from configurator.wizard.fields import ClaimedFlagField
from configurator.wizard.fields import ClaimedNumberField
from configurator.wizard.fields import EntriesField
from configurator.wizard.fields import FlagField
from configurator.wizard.fields import KeywordOrLinesField
from configurator.wizard.fields import LinesField
from configurator.wizard.fields import ManyField
from configurator.wizard.fields import NumberField
from configurator.wizard.fields import OneField
from configurator.wizard.fields import PairsField
from configurator.wizard.widgets import KeywordOrLines

FEW = 5
LISTED = "List – only what you enter below."


def field_of(
    choice: generators.Choice, *, claim: bool = False, multiline: bool = False
) -> ChoiceField:
    """Make the field for a choice; a ``multiline`` text has several lines now."""
    kind: Any = choice.annotation
    if claim and kind is bool:
        return ClaimedFlagField(choice, forms.RadioSelect(choices=_options(CLAIM_OPTIONS)))
    if claim and kind is int:
        return ClaimedNumberField(choice, forms.TextInput({"inputmode": "numeric"}))
    if kind is bool:
        return FlagField(choice, forms.CheckboxInput())
    if kind is int:
        return NumberField(choice, forms.TextInput({"inputmode": "numeric"}))
    if kind is str:
        return ChoiceField(choice, _text_widget(multiline=multiline or choice.ask.multiline))
    return _composed(choice, get_origin(kind), get_args(kind))


def _composed(choice: generators.Choice, origin: Any, inner: tuple[Any, ...]) -> ChoiceField:
    if origin is Literal:
        return OneField(choice, _one_widget(choice))
    if origin is tuple:
        return _list_field(choice, inner[0])
    if origin is Mapping:
        return PairsField(choice, _area(3))
    return KeywordOrLinesField(choice, KeywordOrLines([*_described(choice), (NETWORKS, LISTED)]))


def _list_field(choice: generators.Choice, entry: Any) -> ChoiceField:
    if get_origin(entry) is Literal:
        return ManyField(choice, forms.CheckboxSelectMultiple(choices=_labels(choice)))
    return EntriesField(choice, _area(2)) if _has_values(entry) else LinesField(choice, _area(2))


def _has_values(entry: Any) -> bool:
    """Tell whether an entry of a list is a group of values, as a volume is."""
    return isinstance(entry, type) and hasattr(entry, "model_fields")


def _one_widget(choice: generators.Choice) -> forms.Widget:
    """Give radio buttons for few options, whose hints the page shows; a list for many."""
    if len(choice.options) <= FEW:
        return forms.RadioSelect(choices=_labels(choice))
    return forms.Select(choices=_described(choice))


def _labels(choice: generators.Choice) -> list[tuple[str, str]]:
    return _options(choice.options)


def _options(options: Mapping[str, generators.Option]) -> list[tuple[str, str]]:
    return [(value, option.label) for value, option in options.items()]


def _described(choice: generators.Choice) -> list[tuple[str, str]]:
    """Write label, value and hint of each option in one line, where no markup can part them."""
    described = []
    for value, option in choice.options.items():
        label = option.label if value in ("", option.label) else f"{option.label} ({value})"
        described.append((value, f"{label} – {option.hint}" if option.hint else label))
    return described


def has_lines(value: Any) -> bool:
    """Tell whether a value has several lines, so that its text needs room to be read."""
    return isinstance(value, str) and "\n" in value


def _text_widget(*, multiline: bool) -> forms.Widget:
    """Return an area that grows for a text of several lines, and one line for a name."""
    return _area(1) if multiline else forms.TextInput()


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "cols": 40})
