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
SEE = "A viewer reads revisions and downloads bundles, a reviewer also comments and reviews"
ROLES = f"{SEE}, an editor also changes and saves the draft."
LATEST = "All revisions"


class RoleForm(forms.Form):
    """The role of a share."""

    role = forms.ChoiceField(choices=SHARED, initial=Role.REVIEWER, label="Role", help_text=ROLES)


class PersonForm(RoleForm):
    """A person with an account, and their role."""

    user = PersonField(
        otherwise="Ask them to sign up first, or create a link, which needs no account."
    )
    field_order = ("user", "role")

    def __init__(self, access: Access, sent: Any = None) -> None:
        super().__init__(sent, prefix="person")
        self.access = access

    def clean_user(self) -> User:
        """Refuse owners, who already have every right."""
        user: User = self.cleaned_data["user"]
        if role_of(user, self.access.configuration) is Role.OWNER:
            raise ValidationError(f"{user.display_name} is an owner and has every right already.")
        return user


class TeamForm(RoleForm):
    """A team, and the maximum role of its members."""

    team = forms.CharField(max_length=80, label="Team name or slug")
    field_order = ("team", "role")

    def __init__(self, access: Access, sent: Any = None) -> None:
        super().__init__(sent, prefix="team")
        self.access = access
        self.fields["role"].label = "Maximum role of its members"
        self.fields[
            "role"
        ].help_text = f"{ROLES} No member gets a higher role than their role in the team."

    def clean_team(self) -> Team:
        """Find the team by its slug, else by its name where only one team has it."""
        name = self.cleaned_data["team"]
        teams = list(Team.objects.filter(slug=name.lower())) or list(
            Team.objects.filter(name__iexact=name)[:2]
        )
        if not teams:
            raise ValidationError("No team with this name or slug.")
        if len(teams) > 1:
            raise ValidationError("Several teams have this name. Enter the slug of one.")
        if teams[0].pk == self.access.configuration.team_id:
            raise ValidationError("This team owns the configuration already.")
        return teams[0]


class LinkForm(forms.Form):
    """The name, role, revisions and expiry of a link, with the key of this form."""

    idempotency_key = IdempotencyKeyField()
    label = FreeTextField(
        rows=1,
        max_length=80,
        label="Link name",
        help_text="What the link is for. Anyone who opens the link sees this name.",
    )
    role = forms.ChoiceField(
        choices=LINKED,
        initial=Role.VIEWER,
        label="Role",
        help_text=f"{SEE}, once they have signed in.",
    )
    number = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label="Revisions")
    days = forms.TypedChoiceField(
        choices=DAYS, initial=MONTH, required=False, coerce=int, empty_value=None, label="Expires"
    )

    def __init__(self, access: Access, sent: Any = None) -> None:
        super().__init__(sent, prefix="link")
        self.access = access
        numbers = access.revisions.values_list("number", flat=True)
        field_in(self, "number", forms.ChoiceField).choices = [
            ("", LATEST),
            *((number, f"Revision {number} only") for number in numbers),
        ]

    @property
    def revision(self) -> Revision | None:
        """Return the revision that the link is pinned to."""
        number = self.cleaned_data["number"]
        return self.access.revision(number) if number else None


class DeployTokenForm(forms.Form):
    """The name and expiry of a new deploy token."""

    name = FreeTextField(
        rows=1,
        max_length=80,
        label="Name",
        help_text="The program that uses the token, such as “Flux in production”.",
    )
    days = forms.TypedChoiceField(
        label="Expires",
        choices=[(30, "In 30 days"), (90, "In 90 days"), (365, "In 1 year"), ("", "Never")],
        initial=365,
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, access: Access, sent: Any = None) -> None:
        super().__init__(sent)
        self.access = access

    def clean_name(self) -> str:
        """Refuse a name that is in use, so that a form that is sent twice creates one token."""
        name = str(self.cleaned_data["name"])
        if self.access.configuration.deploy_tokens.filter(name=name, revoked=None).exists():
            raise ValidationError("A token of this configuration has this name. Choose another.")
        return name
