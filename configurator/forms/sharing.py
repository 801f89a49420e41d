"""The forms that share a configuration: with a person, with a team, by a link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from configurator.access import Access
from configurator.access import role_of
from configurator.forms.free_text import FreeTextField
from configurator.forms.idempotency_key import IdempotencyKeyField
from configurator.forms.people import PersonField
from configurator.forms.typed_field import field_in
from configurator.models import Revision
from configurator.models import Role
from configurator.models import Team
from configurator.models import User
from configurator.models.sharing import LINKED
from configurator.models.sharing import SHARED

DAYS = [(1, "In 1 day"), (7, "In 7 days"), (30, "In 30 days"), (90, "In 90 days"), ("", "Never")]
MONTH = 30
SEE = "A viewer reads revisions and downloads bundles, a reviewer also comments and gives verdicts"
ROLES = f"{SEE}, an editor also changes and saves the draft."
LATEST = "All, always beginning with the latest"


class RoleForm(forms.Form):
    """What somebody may do here."""

    role = forms.ChoiceField(choices=SHARED, initial=Role.REVIEWER, label="Role", help_text=ROLES)


class PersonForm(RoleForm):
    """A person who has an account, and their role."""

    who = PersonField(
        otherwise="They have to sign up first; or make a link, which needs no account."
    )
    field_order = ("who", "role")

    def __init__(self, here: Access, sent: Any = None) -> None:
        super().__init__(sent, prefix="person")
        self.here = here

    def clean_who(self) -> User:
        """Refuse owners, who have every right already."""
        found: User = self.cleaned_data["who"]
        if role_of(found, self.here.configuration) is Role.OWNER:
            raise ValidationError(f"{found.shown} is an owner, who may do everything already.")
        return found


class TeamForm(RoleForm):
    """A team, and the most that its members may do."""

    team = forms.CharField(max_length=80, label="Name or short name of the team")
    field_order = ("team", "role")

    def __init__(self, here: Access, sent: Any = None) -> None:
        super().__init__(sent, prefix="team")
        self.here = here
        self.fields["role"].label = "Most that its members may do"
        self.fields[
            "role"
        ].help_text = f"{ROLES} No member gets more here than their role in the team."

    def clean_team(self) -> Team:
        """Find the team by its short name, else by its name where only one is called so."""
        name = self.cleaned_data["team"]
        found = list(Team.objects.filter(slug=name.lower())) or list(
            Team.objects.filter(name__iexact=name)[:2]
        )
        if not found:
            raise ValidationError("There is no team of this name.")
        if len(found) > 1:
            raise ValidationError("Several teams are called so: give the short name of one.")
        if found[0].pk == self.here.configuration.team_id:
            raise ValidationError("This team owns the configuration already.")
        return found[0]


class LinkForm(forms.Form):
    """What a link is for, what it allows, and until when. ``once`` tells this form from others."""

    once = IdempotencyKeyField()
    label = FreeTextField(
        rows=1,
        max_length=80,
        label="For whom or what",
        help_text="You know it by this later. Whoever opens it sees this too.",
    )
    role = forms.ChoiceField(
        choices=LINKED,
        initial=Role.VIEWER,
        label="Role",
        help_text=f"{SEE}, once they have signed in.",
    )
    number = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label="Revisions that it shows"
    )
    days = forms.TypedChoiceField(
        choices=DAYS, initial=MONTH, required=False, coerce=int, empty_value=None, label="Expires"
    )

    def __init__(self, here: Access, sent: Any = None) -> None:
        super().__init__(sent, prefix="link")
        self.here = here
        numbers = here.revisions.values_list("number", flat=True)
        field_in(self, "number", forms.ChoiceField).choices = [
            ("", LATEST),
            *((each, f"Revision {each} only") for each in numbers),
        ]

    @property
    def revision(self) -> Revision | None:
        """Give the revision that the link is pinned to."""
        number = self.cleaned_data["number"]
        return self.here.revision(number) if number else None
