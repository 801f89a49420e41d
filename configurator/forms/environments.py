"""The forms that add and rename an environment of a draft."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

import generators
from configurator.plans.environments import NAMED_BY_KEY
from configurator.plans.parsing import parsed

BLANK = ""
HELP = "Lowercase letters, digits and hyphens. It names the overlay."


def _name() -> forms.CharField:
    return forms.CharField(
        label="Name",
        max_length=200,
        help_text=HELP,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class EnvironmentNameForm(forms.Form):
    """The name of an environment: a DNS label that no other environment has."""

    name = _name()

    def __init__(self, taken: Collection[str], sent: Any, **options: Any) -> None:
        super().__init__(sent, **options)
        self.taken = taken

    def clean_name(self) -> str:
        """Return the valid, free name."""
        try:
            name = str(parsed(generators.choice_at(NAMED_BY_KEY), self.cleaned_data["name"]))
        except ValueError as error:
            raise ValidationError(str(error)) from None
        if name in self.taken:
            raise ValidationError(f"An environment {name} exists already. Choose another name.")
        return name


class NewEnvironmentForm(EnvironmentNameForm):
    """A new environment: its position, and the environment whose own values it copies."""

    before = forms.ChoiceField(required=False)
    start = forms.ChoiceField(required=False)

    def __init__(self, taken: Collection[str], sent: Any, **options: Any) -> None:
        super().__init__(taken, sent, **options)
        positions = [(name, f"Before {name}") for name in taken]
        self.fields["before"] = forms.ChoiceField(
            required=False,
            label="Order of promotion",
            widget=forms.RadioSelect,
            choices=[*positions, (BLANK, "Last")],
            initial=_usual_position(taken),
        )
        copies = [(name, f"A copy of the own values of {name}") for name in taken]
        self.fields["start"] = forms.ChoiceField(
            required=False,
            label="Start with",
            widget=forms.RadioSelect,
            choices=[(BLANK, "The shared values only"), *copies],
            initial=BLANK,
        )


def _usual_position(taken: Collection[str]) -> str:
    """Suggest the place before production, which usually stands last in the order of promotion."""
    last = [*taken][-1] if taken else ""
    return last if last.startswith("prod") else BLANK
