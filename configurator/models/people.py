"""People, their teams with memberships, and their API tokens."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.validators import MinValueValidator
from django.db import models
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

BRACKETS = "()（）"
JOINERS = "\u200c\u200d"  # zero-width joiners, which some scripts need between letters


def _shows(sign: str) -> bool:
    return (sign.isprintable() or sign in JOINERS) and sign not in BRACKETS


class Role(models.TextChoices):
    """The role of a person for a configuration or in a team; each includes the roles before it."""

    VIEWER = "viewer", "Viewer"
    REVIEWER = "reviewer", "Reviewer"
    EDITOR = "editor", "Editor"
    OWNER = "owner", "Owner"

    @property
    def rank(self) -> int:
        """Return the position of the role: a higher role includes the lower ones."""
        return list(Role).index(self)


def muted_at_first() -> list[str]:
    """List what no new account gets: no e-mail of a suggestion that is taken, as the revision that
    takes it up has one.
    """
    return ["mail:suggestions-taken"]


class User(AbstractUser):
    """A person. ``muted`` lists what they unsubscribed from, such as ``mail:commented``.

    ``digest`` collects their e-mail into one message a day, and ``next_digest`` is the time of the
    next one, if there is anything to send.
    """

    email = models.EmailField("e-mail address", blank=True)
    muted = models.JSONField(default=muted_at_first, blank=True)
    digest = models.BooleanField(default=False, db_default=False)
    next_digest = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(AbstractUser.Meta):
        constraints = (
            models.UniqueConstraint(
                Lower("email"), condition=~Q(email=""), name="one_person_an_address"
            ),
        )
        indexes = (
            models.Index(
                fields=("next_digest",), name="digests_that_are_due", condition=~Q(next_digest=None)
            ),
        )

    @transaction.atomic
    def save(self, *args: Any, **options: Any) -> None:
        """Save the person. With another password their API tokens end, as their sessions do."""
        changed = not self._state.adding and getattr(self, "_password", None) is not None
        super().save(*args, **options)
        if changed:
            self.tokens.filter(revoked=None).update(revoked=timezone.now())

    def get_full_name(self) -> str:
        """Return the name as one line of printable characters without brackets.

        A name with brackets could imitate the display name of another person, and an invisible
        character could reverse the text after it. Names come from forms, from administrators and
        from the provider of single sign-on.
        """
        visible = "".join(sign if _shows(sign) else " " for sign in super().get_full_name())
        return " ".join(visible.split())

    @property
    def display_name(self) -> str:
        """Return the name that others see. It includes the username, which is unique."""
        full = self.get_full_name()
        return f"{full} ({self.username})" if full else self.username


class Team(models.Model):
    """A team, which owns configurations, with the number of approvals that a revision needs.

    ``approvals_by_environment`` maps the name of an environment to the approvals that it needs
    where these are not ``required_approvals``; 0 asks for none.
    ``suggesters_approve`` lets a reviewer approve a revision that took a value they suggested.
    ``self_approval`` lets the only member of a team approve their own revisions; the approval
    record says so.
    """

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=63, unique=True)
    required_approvals = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1)]
    )
    approvals_by_environment = models.JSONField(default=dict, db_default={}, blank=True)
    self_approval = models.BooleanField(default=False)
    suggesters_approve = models.BooleanField(default=True, db_default=True)
    members: models.ManyToManyField[User, Membership] = models.ManyToManyField(
        User, through="Membership", related_name="teams"
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        """Return the team's name."""
        return self.name


class Membership(models.Model):
    """A person in a team, with their role for the configurations that the team owns.

    ``group`` is the group of the single sign-on provider that gives the membership; it is empty
    where an owner or an administrator made it.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    group = models.CharField(max_length=200, blank=True, default="", db_default="")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("person__username",)
        constraints = (
            models.UniqueConstraint(fields=("team", "person"), name="one_membership_a_team"),
        )

    def __str__(self) -> str:
        """Return the person, the role and the team."""
        return f"{self.person} is {self.role} of {self.team}"


class ApiToken(models.Model):
    """A token with which a program acts as a person. Only its SHA-256 is stored.

    ``start`` holds its first characters, by which people recognize it. ``rate_count`` counts its
    requests in ``rate_minute``, a number of minutes since 1970, for the rate limit of the API.
    """

    class Scope(models.TextChoices):
        READ = "read", "Read"
        WRITE = "write", "Read and write"

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    start = models.CharField(max_length=12, editable=False)
    scope = models.CharField(max_length=5, choices=Scope)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True, blank=True)
    last_used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)
    rate_minute = models.PositiveIntegerField(default=0, editable=False)
    rate_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "API token"
        ordering = ("-created",)

    def __str__(self) -> str:
        """Return the token's name."""
        return self.name
