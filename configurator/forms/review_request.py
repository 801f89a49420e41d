"""The form that asks people for a review."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from configurator.access import Access
from configurator.access import Right
from configurator.forms.people import called
from configurator.forms.typed_field import field_in
from configurator.models import Revision
from configurator.models import Role
from configurator.models import User

LETS_IN = "Whoever cannot review it yet becomes a reviewer of this configuration."
ASKS_ONLY = "Only people who can review it already: an owner can let in others."
MOST = 20
NOBODY = "Choose somebody, or write a username or an e-mail address."


class AskForm(forms.Form):
    """Members of the team to choose from, and others by username or e-mail address."""

    members = forms.ModelMultipleChoiceField(
        User.objects.none(),
        required=False,
        label="Members of the team",
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(required=False, label="People", max_length=2000)

    def __init__(self, here: Access, revision: Revision, sent: Any = None) -> None:
        super().__init__(sent, auto_id="ask_%s")
        lets_in = LETS_IN if here.may(Right.OWN) else ASKS_ONLY
        self.fields["others"].help_text = f"Usernames or e-mail addresses, with commas. {lets_in}"
        members = _members(here, revision)
        if members:
            field = field_in(self, "members", forms.ModelMultipleChoiceField)
            field.queryset = User.objects.filter(pk__in=members)
            field.label_from_instance = _named  # type: ignore[method-assign,assignment] # Django says so
        else:
            del self.fields["members"]

    @property
    def people(self) -> list[User]:
        """List everybody who was chosen or named, once each."""
        return list(dict.fromkeys((*self.cleaned_data.get("members", ()), *self.named)))

    def clean_others(self) -> str:
        """Find an account for each name; the names stay in the form where one has none."""
        names = [each for each in re.split(r"[\s,;]+", self.cleaned_data["others"]) if each]
        if len(names) > MOST:
            raise ValidationError(f"Name {MOST} people at most.")
        found = {name: called(name) for name in names}
        if unknown := [name for name, person in found.items() if person is None]:
            raise ValidationError(f"Nobody has an account as {', '.join(unknown)}.")
        self.named: Iterable[User] = [person for person in found.values() if person]
        return str(self.cleaned_data["others"])

    def clean(self) -> dict[str, Any]:
        """Ask for at least one person."""
        if not self.errors and not self.people:
            raise ValidationError(NOBODY)
        return self.cleaned_data


def _members(here: Access, revision: Revision) -> list[int]:
    """List the members of the owning team who may review this revision."""
    team = here.configuration.team
    if team is None:
        return []
    reviewing = [role.value for role in Role if role.rank >= Role.REVIEWER.rank]
    found = team.memberships.filter(role__in=reviewing, person__is_active=True)
    members = found.select_related("person")
    return [each.person_id for each in members if not revision.written_by(each.person)]


def _named(person: User) -> str:
    return person.shown
