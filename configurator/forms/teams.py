"""The forms of a team: its name, its members and its approval settings."""

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
    Role.REVIEWER: "also comments and reviews",
    Role.EDITOR: "also changes drafts and saves them",
    Role.OWNER: "also shares, moves and deletes, and manages the team",
}


class NameForm(forms.Form):
    """The name of a new team."""

    name = FreeTextField(
        rows=1, label="Name", max_length=80, help_text="The name that colleagues see."
    )


class MemberForm(forms.Form):
    """The person to add, and their role."""

    user = PersonField(
        help_text="The person needs an account.",
        otherwise="Ask them to sign up first, then add them.",
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[
            (role.value, f"{role.label}: {description}") for role, description in ROLES.items()
        ],
        initial=Role.REVIEWER.value,
    )

    def __init__(self, team: Team, sent: Any) -> None:
        super().__init__(sent)
        self.team = team

    def clean_user(self) -> User:
        """Refuse a person who is a member already."""
        person: User = self.cleaned_data["user"]
        if self.team.memberships.filter(person=person).exists():
            raise ValidationError(
                f"{person.display_name} is a member already. Change their role in the list above."
            )
        return person


class SettingsForm(forms.Form):
    """The name and the approval settings of a team."""

    name = FreeTextField(rows=1, label="Name", max_length=80)
    required_approvals = forms.IntegerField(
        label="Required approvals",
        min_value=1,
        max_value=MOST_APPROVALS,
        help_text="The number of people who must approve a revision. Its author does not count. "
        "Existing approvals stay.",
    )
    self_approval = forms.BooleanField(
        label="Self-approval by the only member",
        required=False,
        help_text="Lets the only member of a team approve their own revisions. "
        "The approval record says so. It has no effect while the team has more members.",
    )

    def __init__(self, team: Team, sent: Any) -> None:
        super().__init__(sent, initial={name: getattr(team, name) for name in self.base_fields})
