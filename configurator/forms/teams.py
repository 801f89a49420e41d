"""The forms of a team: its name, its members and its approval settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from configurator.forms.free_text import REFUSAL
from configurator.forms.free_text import FreeTextField
from configurator.forms.people import PersonField
from configurator.models import Role
from configurator.models import Team
from configurator.models import User
from configurator.plans.parsing import carries_secret

MOST_APPROVALS = 10
# A name as the plan file has it, RFC 1123: https://www.rfc-editor.org/rfc/rfc1123#section-2.1.
APPROVALS_LINE = re.compile(
    r"(?P<name>[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)\s*:\s*(?P<number>[0-9]{1,3})"
)
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


class ApprovalsField(FreeTextField):
    """The approvals that environments need, as lines of a name, a colon and a number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(rows=3, max_length=2000, **options)

    def prepare_value(self, value: Any) -> Any:
        """Write the stored numbers as lines; what was sent stays as it is."""
        if isinstance(value, Mapping):
            return "\n".join(f"{name}: {number}" for name, number in sorted(value.items()))
        return value

    def clean(self, value: Any) -> dict[str, int]:  # type: ignore[override] # what the lines mean
        """Read the lines; a wrong one is named."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines()]
        rows = [_approvals_line(line) for line in lines if line]
        names = [name for name, _ in rows]
        # Some credentials are recognised by themselves and not within a line.
        if any(map(carries_secret, names)):
            raise ValidationError(REFUSAL)
        if repeated := [name for name in names if names.count(name) > 1]:
            raise ValidationError(f"{repeated[0]} is listed twice. Keep one line of it.")
        return dict(rows)


def _approvals_line(line: str) -> tuple[str, int]:
    match = APPROVALS_LINE.fullmatch(line)
    if match is None:
        raise ValidationError(
            f"“{line[:80]}” is not a line of an environment and a number. "
            "Write it like production: 2."
        )
    if int(match["number"]) > MOST_APPROVALS:
        raise ValidationError(f"{match['name']}: require {MOST_APPROVALS} approvals at most.")
    return match["name"], int(match["number"])


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
    approvals_by_environment = ApprovalsField(
        required=False,
        label="Approvals by environment",
        help_text="One environment on a line, such as production: 2. The number 0 asks for no "
        "approval. Environments that are not listed need the number above.",
    )
    self_approval = forms.BooleanField(
        label="Self-approval by the only member",
        required=False,
        help_text="Lets the only member of a team approve their own revisions. "
        "The approval record says so. It has no effect while the team has more members.",
    )
    suggesters_approve = forms.BooleanField(
        label="Approval by the reviewer whose suggestion was taken",
        required=False,
        help_text="Lets a reviewer approve a revision that took a value they suggested. "
        "The revision and the approval record say so.",
    )

    def __init__(self, team: Team, sent: Any) -> None:
        super().__init__(sent, initial={name: getattr(team, name) for name in self.base_fields})
