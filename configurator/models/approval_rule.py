"""The approval rules of teams: who must approve a change of some choices."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models

from configurator.models.people import Team
from configurator.models.people import User


class ApprovalRule(models.Model):
    """A rule of a team: a change of these choices needs approvals of some people.

    ``choices`` lists patterns, separated by spaces: ``database.*``, one choice, or ``*`` for any
    change. An empty ``environment`` stands for every one that needs an approval. The people are the
    members of ``approvers`` and those in ``people``; a rule whose team was deleted waits for an
    owner, so that no approval is lost in silence.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="approval_rules")
    choices = models.CharField(max_length=500)
    environment = models.CharField(max_length=63, blank=True)
    required = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    approvers = models.ForeignKey(
        Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    people = models.ManyToManyField(User, blank=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created", "pk")

    def __str__(self) -> str:
        """Return the choices and the environment."""
        return f"{self.choices} in {self.environment}" if self.environment else self.choices

    @property
    def patterns(self) -> tuple[str, ...]:
        """List the patterns of its choices."""
        return tuple(self.choices.split())

    def covers(self, path: str) -> bool:
        """Tell whether it is about a choice."""
        return any(_matches(pattern, path) for pattern in self.patterns)


def _matches(pattern: str, path: str) -> bool:
    """Tell whether a pattern names a choice: itself, what is below it, or everything."""
    stem = pattern.removesuffix("*").removesuffix(".")
    return not stem or path == stem or path.startswith(f"{stem}.")
