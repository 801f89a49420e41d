"""The forms that say what a configuration is called and whose it is."""

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
    "In a team you may do what your role there allows: where you are an editor, its owners share, "
    "archive and delete this configuration from then on."
)


class RenameForm(forms.Form):
    """Another name for a plan, read as a plan file would read it."""

    name = forms.CharField(
        label=METADATA[0].label,
        max_length=200,
        help_text=METADATA[0].help,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_name(self) -> str:
        """Give the name, or say what is wrong with it."""
        try:
            return str(parsed(METADATA[0], self.cleaned_data["name"]))
        except ValueError as error:
            raise ValidationError(str(error)) from None


class OwnerForm(forms.Form):
    """Another owner: a team in which this person edits, or this person."""

    owner = forms.ChoiceField()

    def __init__(self, person: User, configuration: Configuration, sent: Any) -> None:
        super().__init__(sent)
        seats = Membership.objects.filter(person=person, role__in=WRITERS).select_related("team")
        others = seats.exclude(team=configuration.team_id).order_by("team__name")
        self.teams = {each.team.slug: each.team for each in others}
        myself = [] if configuration.person_id == person.pk else [(MYSELF, "Yourself")]
        offered = [
            (each.team.slug, f"{each.team.name}, where you are {each.get_role_display().lower()}")
            for each in others
        ]
        # A team may be called “me” too; whose it is already is never offered.
        choices = [*myself, *((f"team.{slug}", title) for slug, title in offered)]
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
    def any(self) -> bool:
        """Tell whether there is anybody to move it to."""
        return bool(field_in(self, "owner", forms.ChoiceField).choices)

    @property
    def team(self) -> Team | None:
        """Give the chosen team, or nothing for the person."""
        chosen = str(self.cleaned_data["owner"])
        return None if chosen == MYSELF else self.teams[chosen.removeprefix("team.")]
