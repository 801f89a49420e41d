"""The forms of a team: its name, its members, what its approvals take."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from configurator.forms.free_text import FreeTextField
from configurator.forms.people import PersonField
from configurator.models import Role
from configurator.models import Team
from configurator.models import User

MOST_APPROVALS = 10
ROLES = {
    Role.VIEWER: "sees every revision",
    Role.REVIEWER: "also comments and gives verdicts",
    Role.EDITOR: "also changes drafts and saves them",
    Role.OWNER: "also shares, moves and deletes, and manages the team",
}


class NameForm(forms.Form):
    """The name of a new team."""

    name = FreeTextField(rows=1, label="Name", max_length=80, help_text="As colleagues call it.")


class MemberForm(forms.Form):
    """Somebody to let in, and as what."""

    who = PersonField(
        help_text="Of somebody who has an account here.",
        otherwise="Ask them to sign up first, then add them.",
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[(role.value, f"{role.label}: {what}") for role, what in ROLES.items()],
        initial=Role.REVIEWER.value,
    )

    def __init__(self, team: Team, sent: Any) -> None:
        super().__init__(sent)
        self.team = team

    def clean_who(self) -> User:
        """Refuse whoever is a member already."""
        person: User = self.cleaned_data["who"]
        if self.team.memberships.filter(person=person).exists():
            raise ValidationError(
                f"{person.shown} is a member already. Change the role in the list above."
            )
        return person


class SettingsForm(forms.Form):
    """What a team is called and what an approval takes in it."""

    name = FreeTextField(rows=1, label="Name", max_length=80)
    required_approvals = forms.IntegerField(
        label="Approvals that a revision needs",
        min_value=1,
        max_value=MOST_APPROVALS,
        help_text="From so many people, none of them its author. Approvals given already stay.",
    )
    self_approval = forms.BooleanField(
        label="The only member may approve their own revisions",
        required=False,
        help_text="For a team of one. The record of such an approval says that the author gave it. "
        "It has no effect while the team has more members.",
    )

    def __init__(self, team: Team, sent: Any) -> None:
        super().__init__(sent, initial={name: getattr(team, name) for name in self.base_fields})
