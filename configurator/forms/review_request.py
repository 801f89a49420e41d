"""The form that requests reviews."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from configurator.access import Access
from configurator.access import Right
from configurator.forms.people import people_named
from configurator.forms.typed_field import field_in
from configurator.models import Revision
from configurator.models import Role
from configurator.models import User

SHARES = "Each of them gets the reviewer role, unless they can review already."
NO_SHARING = "Only people who can review it already. An owner can share it with others."
NOBODY = "Reviewer missing. Choose a member, or write a username or an e-mail address."


class ReviewRequestForm(forms.Form):
    """Members of the team to choose from, and others by username or e-mail address."""

    members = forms.ModelMultipleChoiceField(
        User.objects.none(),
        required=False,
        label="Members of the team",
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(required=False, label="People", max_length=2000)

    def __init__(self, access: Access, revision: Revision, sent: Any = None) -> None:
        super().__init__(sent, auto_id="request_%s")
        sharing = SHARES if access.may(Right.OWN) else NO_SHARING
        self.fields[
            "others"
        ].help_text = f"Usernames or e-mail addresses, separated by commas. {sharing}"
        members = _members(access, revision)
        if members:
            field = field_in(self, "members", forms.ModelMultipleChoiceField)
            field.queryset = User.objects.filter(pk__in=members)
            field.label_from_instance = _named  # type: ignore[method-assign,assignment] # Django says so
        else:
            del self.fields["members"]

    @property
    def people(self) -> list[User]:
        """List the chosen members and the named people, without duplicates."""
        return list(dict.fromkeys((*self.cleaned_data.get("members", ()), *self.named)))

    def clean_others(self) -> str:
        """Find the account of each name, and keep the text in the form where one has none."""
        self.named: Iterable[User] = people_named(self.cleaned_data["others"])
        return str(self.cleaned_data["others"])

    def clean(self) -> dict[str, Any]:
        """Require at least one person."""
        if not self.errors and not self.people:
            raise ValidationError(NOBODY)
        return self.cleaned_data


def _members(access: Access, revision: Revision) -> list[int]:
    """List the members of the owning team who may review this revision."""
    team = access.configuration.team
    if team is None:
        return []
    reviewing = [role.value for role in Role if role.rank >= Role.REVIEWER.rank]
    memberships = team.memberships.filter(role__in=reviewing, person__is_active=True)
    return [
        membership.person_id
        for membership in memberships.select_related("person")
        if not revision.written_by(membership.person)
    ]


def _named(person: User) -> str:
    return person.display_name
