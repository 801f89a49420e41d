"""The form that saves a draft as a revision."""

from __future__ import annotations

from typing import Any

from django import forms

from configurator.forms.free_text import FreeTextField
from configurator.forms.people import people_named
from configurator.forms.typed_field import field_in
from configurator.models import Configuration
from configurator.models import Role
from configurator.models import Team
from configurator.models import User

WRITERS = (Role.EDITOR, Role.OWNER)


class SaveForm(forms.Form):
    """A note for the reviewers and, for the first revision, the owner of the configuration."""

    note = FreeTextField(
        label="Note",
        required=False,
        max_length=2000,
        help_text="What changed and why, for the reviewers. It is saved with the revision.",
    )
    reviewers = forms.CharField(
        required=False,
        label="Request a review from",
        max_length=2000,
        help_text="Usernames or e-mail addresses, separated by commas. You can ask later, too.",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        required=False,
        empty_label="Yourself",
        label="Owner",
        help_text="Members of a team get access by their role in it.",
    )

    def __init__(self, person: User, configuration: Configuration, sent: Any) -> None:
        super().__init__(sent)
        teams = Team.objects.filter(memberships__person=person, memberships__role__in=WRITERS)
        if configuration.browser and teams.exists():
            field_in(self, "team", forms.ModelChoiceField).queryset = teams
        else:
            del self.fields["team"]

    def clean_reviewers(self) -> list[User]:
        """Find the account of each name."""
        return people_named(str(self.cleaned_data["reviewers"]))
