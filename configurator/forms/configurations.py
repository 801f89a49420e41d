"""The forms that rename and move a configuration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from configurator.forms.revision import WRITERS
from configurator.forms.typed_field import field_in
from configurator.models import Configuration
from configurator.models import Membership
from configurator.models import Team
from configurator.models import User
from configurator.plans.parsing import parsed
from configurator.plans.steps import METADATA

MYSELF = "me"
ROLES = (
    "After the move, your role in the team decides what you can do. Editors cannot share, archive "
    "or delete the configuration; owners of the team can."
)


class RenameForm(forms.Form):
    """A new name for a plan, validated as in a plan file."""

    name = forms.CharField(
        label=METADATA[0].label,
        max_length=200,
        help_text=METADATA[0].help,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_name(self) -> str:
        """Return the valid name."""
        try:
            return str(parsed(METADATA[0], self.cleaned_data["name"]))
        except ValueError as error:
            raise ValidationError(str(error)) from None


class OwnerForm(forms.Form):
    """A new owner: a team where this person may edit, or this person."""

    owner = forms.ChoiceField()

    def __init__(self, person: User, configuration: Configuration, sent: Any) -> None:
        super().__init__(sent)
        memberships = Membership.objects.filter(person=person, role__in=WRITERS).select_related(
            "team"
        )
        others = memberships.exclude(team=configuration.team_id).order_by("team__name")
        self.teams = {membership.team.slug: membership.team for membership in others}
        myself = [] if configuration.person_id == person.pk else [(MYSELF, "Yourself")]
        # With the prefix a team may have the slug “me”. The current owner is no option.
        teams = [
            (
                f"team.{membership.team.slug}",
                f"{membership.team.name} (your role: {membership.get_role_display().lower()})",
            )
            for membership in others
        ]
        choices = [*myself, *teams]
        owner = forms.ChoiceField(
            label="New owner",
            help_text=ROLES,
            widget=forms.RadioSelect,
            choices=choices,
        )
        self.fields["owner"] = owner
        if len(choices) == 1:
            self.initial["owner"] = choices[0][0]

    @property
    def has_choices(self) -> bool:
        """Tell whether there is another owner to choose."""
        return bool(field_in(self, "owner", forms.ChoiceField).choices)

    @property
    def team(self) -> Team | None:
        """Return the chosen team, or nothing for the person."""
        chosen = str(self.cleaned_data["owner"])
        return None if chosen == MYSELF else self.teams[chosen.removeprefix("team.")]
