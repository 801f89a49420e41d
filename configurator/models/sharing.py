"""Shares of a configuration with people and teams, and share links."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from configurator.models.configuration import Configuration
from configurator.models.people import Role
from configurator.models.people import Team
from configurator.models.people import User
from configurator.models.revision import Revision

SHARED = [(role.value, role.label) for role in (Role.VIEWER, Role.REVIEWER, Role.EDITOR)]
LINKED = SHARED[:2]


class Share(models.Model):
    """A configuration that is shared with one person or with one team."""

    configuration = models.ForeignKey(
        Configuration, on_delete=models.CASCADE, related_name="shares"
    )
    person = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="shares"
    )
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, blank=True, related_name="shares"
    )
    role = models.CharField(max_length=10, choices=SHARED)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created",)
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(team__isnull=True),
                name="shared_with_one_person_or_team",
            ),
            models.UniqueConstraint(fields=("configuration", "person"), name="shared_once_each"),
            models.UniqueConstraint(fields=("configuration", "team"), name="shared_once_a_team"),
        )

    def __str__(self) -> str:
        """Return the configuration, the collaborator and the role."""
        return f"{self.configuration} with {self.person or self.team} as {self.role}"

    @property
    def name(self) -> str:
        """Return the display name of the person, or the name of the team."""
        return self.person.display_name if self.person else str(self.team)


class Link(models.Model):
    """A share link: a URL that gives anybody who has it a role. Only its SHA-256 is stored.

    ``revision`` limits the link to one revision; without it the link shows all revisions.
    """

    configuration = models.ForeignKey(Configuration, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    role = models.CharField(max_length=10, choices=LINKED)
    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)
    last_used = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created",)

    def __str__(self) -> str:
        """Return the link's name."""
        return self.label or f"Link {self.pk}"

    @property
    def role_rank(self) -> int:
        return Role(self.role).rank

    @property
    def open(self) -> bool:
        """Tell whether the link is neither revoked nor expired."""
        return not self.revoked and not self.expired

    @property
    def expired(self) -> bool:
        return self.expires is not None and self.expires <= timezone.now()
