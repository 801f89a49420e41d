"""The form above the list of configurations."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode

import generators
from configurator.models import State
from configurator.queries.configuration_list import Search
from configurator.queries.scopes import Scope

SORTS = (("changed", "Last change"), ("name", "Name"), ("state", "State"))
ANY = ("", "any")
PATTERNS = [
    (value, option.label)
    for value, option in generators.choice_at("topology.pattern").options.items()
]
LONGEST_CURSOR = 200  # characters


class SearchForm(forms.Form):
    """The filters of the list. Invalid values in a URL are ignored, not refused."""

    q = forms.CharField(
        label="Search", max_length=200, widget=forms.TextInput({"type": "search", "size": 24})
    )
    owner = forms.ChoiceField()
    topology = forms.ChoiceField(label="Topology", choices=[ANY, *PATTERNS])
    environment = forms.CharField(
        label="Environment",
        max_length=63,
        widget=forms.TextInput({"list": "environments", "placeholder": "any"}),
    )
    state = forms.ChoiceField(label="State", choices=[ANY, *State.choices])
    sort = forms.ChoiceField(label="Sort by", choices=SORTS)
    archived = forms.BooleanField(label="Archived only", label_suffix="")
    after = forms.CharField(max_length=LONGEST_CURSOR)
    before = forms.CharField(max_length=LONGEST_CURSOR)

    def __init__(self, scopes: Sequence[Scope], sent: QueryDict) -> None:
        super().__init__(sent, use_required_attribute=False)
        titles = [(scope.slug, scope.title) for scope in scopes]
        self.fields["owner"] = forms.ChoiceField(label="Owner", choices=[ANY, *titles])
        for field in self.fields.values():
            field.required = False
            field.widget.attrs |= {"autocomplete": "off"}
        self.scopes = scopes
        self.is_valid()

    @property
    def visible(self) -> list[forms.BoundField]:
        """Return the fields that a person fills in."""
        return [self[name] for name in self.fields if name not in ("after", "before")]

    @property
    def search(self) -> Search:
        """Return the filters and the order as the query takes them."""
        values = self.cleaned_data
        return Search(
            words=values.get("q", ""),
            topology=values.get("topology", ""),
            environment=values.get("environment", "").lower(),
            state=values.get("state", ""),
            archived=values.get("archived", False),
            sort=values.get("sort") or "changed",
            after=values.get("after", ""),
            before=values.get("before", ""),
        )

    @property
    def chosen_scopes(self) -> Sequence[Scope]:
        """Return the scopes to search: the chosen owner's, or all."""
        owner = self.cleaned_data.get("owner")
        return [scope for scope in self.scopes if owner in ("", None, scope.slug)]

    @property
    def filtered(self) -> bool:
        """Tell whether a filter is set, which explains an empty list."""
        return any(value for name, value in self.cleaned_data.items() if name != "sort")

    def page_url(self, **cursor: str) -> str:
        """Return the URL of another page of the same list; empty without a cursor."""
        if not any(cursor.values()):
            return ""
        values = {name: value for name, value in self.cleaned_data.items() if value}
        for name in ("after", "before"):
            values.pop(name, None)
        return f"?{urlencode({**values, **cursor})}"
