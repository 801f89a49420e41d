"""The form of an approval rule: which choices, where, how many approvals, and whose."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

import generators
from configurator.forms.free_text import FreeTextField
from configurator.forms.people import SEPARATORS
from configurator.forms.people import people_named
from configurator.forms.teams import MOST_APPROVALS
from configurator.models import ApprovalRule
from configurator.models import Team
from configurator.models import User
from configurator.plans.steps import METADATA
from configurator.reviews.approval_rules import WAIVERS
from configurator.services.approval_rules import RuleTerms

# A name as the plan file has it, RFC 1123: https://www.rfc-editor.org/rfc/rfc1123#section-2.1.
ENVIRONMENT = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
PATTERN = re.compile(r"\*|\w+(\.\w+)*(\.\*)?", re.ASCII)
MOST_PATTERNS = 20
NOBODY = "Approvers missing. Enter a team, people, or both."


class ApprovalRuleForm(forms.Form):
    """The choices, the environment, the number of approvals and the approvers of a rule."""

    choices = FreeTextField(
        rows=2,
        label="A change of",
        max_length=500,
        help_text="A topic such as database.*, a choice such as redis.maxMemory, waivers, or * for "
        "any change. Separate several with spaces or commas.",
    )
    environment = FreeTextField(
        rows=1,
        required=False,
        label="In the environment",
        max_length=63,
        help_text="Its name, such as production. Leave it empty for every environment that needs "
        "an approval.",
    )
    required = forms.IntegerField(
        label="Needs approvals", min_value=1, max_value=MOST_APPROVALS, initial=1
    )
    approvers = FreeTextField(
        rows=1,
        required=False,
        label="From members of the team",
        max_length=80,
        help_text="A name or slug. Share configurations with that team, so that its members may "
        "review them.",
    )
    people = FreeTextField(
        rows=1,
        required=False,
        label="Or from people",
        max_length=2000,
        help_text="Usernames or e-mail addresses, separated by commas.",
    )

    def __init__(self, rule: ApprovalRule | None, sent: Any) -> None:
        super().__init__(sent, initial=stored(rule) if rule else None, auto_id="rule_%s")

    @property
    def terms(self) -> RuleTerms:
        """Return what the rule asks for."""
        return RuleTerms(**self.cleaned_data)

    def clean_choices(self) -> str:
        """Refuse patterns that no choice matches, and name similar ones."""
        patterns = _parts(self.cleaned_data["choices"])
        if len(patterns) > MOST_PATTERNS:
            raise ValidationError(f"{len(patterns)} patterns. Enter {MOST_PATTERNS} at most.")
        for pattern in patterns:
            _check(pattern)
        return " ".join(patterns)

    def clean_environment(self) -> str:
        """Refuse what cannot be the name of an environment."""
        name = str(self.cleaned_data["environment"])
        if name and not ENVIRONMENT.fullmatch(name):
            raise ValidationError(f"“{name}” is not the name of an environment. Write production.")
        return name

    def clean_approvers(self) -> Team | None:
        """Find the team by its slug, else by its name where only one team has it."""
        name = self.cleaned_data["approvers"]
        if not name:
            return None
        teams = list(Team.objects.filter(slug=name.lower())) or list(
            Team.objects.filter(name__iexact=name)[:2]
        )
        if not teams:
            raise ValidationError("No team with this name or slug. Check the spelling.")
        if len(teams) > 1:
            raise ValidationError("Several teams have this name. Enter the slug of one.")
        return teams[0]

    def clean_people(self) -> tuple[User, ...]:
        """Find the account of each name."""
        return tuple(dict.fromkeys(people_named(self.cleaned_data["people"])))

    def clean(self) -> dict[str, Any]:
        """Require somebody who can approve, and enough of them where all are named."""
        values = self.cleaned_data
        if self.errors:
            return values
        team, people = values["approvers"], values["people"]
        if not (team or people):
            raise ValidationError(NOBODY)
        if not team and len(people) < values["required"]:
            self.add_error(
                "required",
                f"{values['required']} approvals from {len(people)} named. Name more people, or "
                "require fewer approvals.",
            )
        return values


def stored(rule: ApprovalRule) -> dict[str, Any]:
    """Return the values of a rule as the form shows them."""
    return {
        "choices": rule.choices,
        "environment": rule.environment,
        "required": rule.required,
        "approvers": rule.approvers.slug if rule.approvers else "",
        "people": ", ".join(person.username for person in rule.people.all()),
    }


def _parts(text: str) -> list[str]:
    return list(dict.fromkeys(part for part in SEPARATORS.split(str(text)) if part))


def _check(pattern: str) -> None:
    if not PATTERN.fullmatch(pattern):
        raise ValidationError(f"“{pattern[:80]}” is not a pattern. Write it like database.*.")
    if any(ApprovalRule(choices=pattern).covers(path) for path in _paths()):
        return
    topics = {f"{path.partition('.')[0]}.*" for path in _paths() if "." in path}
    near = get_close_matches(pattern, sorted({*topics, *_paths()}), cutoff=0.5)
    hint = f"Similar: {', '.join(near)}." if near else "All settings shows the choices."
    raise ValidationError(f"“{pattern}” is no topic and no choice. {hint}")


@cache
def _paths() -> tuple[str, ...]:
    return (
        *(choice.path for choice in METADATA),
        *(choice.path for choice in generators.choices()),
        WAIVERS,
    )
