"""The form above the list of configurations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode

import generators
from configurator.models import State
from configurator.queries.configuration_list import Asked
from configurator.queries.scopes import Scope

SORTS = (("changed", "Last change"), ("name", "Name"), ("state", "State"))
ANY = ("", "any")
PATTERNS = [(each, each) for each in get_args(generators.choice_at("topology.pattern").annotation)]
PLACE = 200  # characters that a place in a list takes at most


class SearchForm(forms.Form):
    """What to look for. What an address holds that means nothing is left out, not refused."""

    q = forms.CharField(
        label="Search", max_length=200, widget=forms.TextInput({"type": "search", "size": 24})
    )
    whose = forms.ChoiceField()
    topology = forms.ChoiceField(label="Topology", choices=[ANY, *PATTERNS])
    environment = forms.CharField(
        label="Environment",
        max_length=63,
        widget=forms.TextInput({"list": "environments", "placeholder": "any"}),
    )
    state = forms.ChoiceField(label="State", choices=[ANY, *State.choices])
    sort = forms.ChoiceField(label="Sort by", choices=SORTS)
    archived = forms.BooleanField(label="Archived only", label_suffix="")
    after = forms.CharField(max_length=PLACE)
    before = forms.CharField(max_length=PLACE)

    def __init__(self, scopes: Sequence[Scope], sent: QueryDict) -> None:
        super().__init__(sent, use_required_attribute=False)
        titles = [(each.slug, each.title) for each in scopes]
        whose = forms.ChoiceField(label="Whose", choices=[("", "anyone’s"), *titles])
        self.fields["whose"] = whose
        for field in self.fields.values():
            field.required = False
            field.widget.attrs |= {"autocomplete": "off"}
        self.scopes = scopes
        self.is_valid()

    @property
    def shown(self) -> list[forms.BoundField]:
        """List the fields that people fill in."""
        return [self[name] for name in self.fields if name not in ("after", "before")]

    @property
    def asked(self) -> Asked:
        """Say what is looked for."""
        said = self.cleaned_data
        return Asked(
            words=said.get("q", ""),
            topology=said.get("topology", ""),
            environment=said.get("environment", "").lower(),
            state=said.get("state", ""),
            archived=said.get("archived", False),
            sort=said.get("sort") or "changed",
            after=said.get("after", ""),
            before=said.get("before", ""),
        )

    @property
    def among(self) -> Sequence[Scope]:
        """List where to look."""
        whose = self.cleaned_data.get("whose")
        return [each for each in self.scopes if whose in ("", None, each.slug)]

    @property
    def narrowed(self) -> bool:
        """Tell whether anything is asked for, so that an empty list has another reason."""
        return any(value for name, value in self.cleaned_data.items() if name != "sort")

    def at(self, **place: str) -> str:
        """Write the address of another page of the same list."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        for name in ("after", "before"):
            said.pop(name, None)
        place = {name: value for name, value in place.items() if value}
        return f"?{urlencode({**said, **place})}"
