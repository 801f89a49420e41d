"""Who there is: people, the teams that they form, and the tokens that act for them."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

BRACKETS = "()（）"
JOINERS = "\u200c\u200d"  # which some scripts need between their letters


def _shows(sign: str) -> bool:
    return (sign.isprintable() or sign in JOINERS) and sign not in BRACKETS


class Role(models.TextChoices):
    """What somebody is to a configuration or in a team; each includes the ones before it."""

    VIEWER = "viewer", "Viewer"
    REVIEWER = "reviewer", "Reviewer"
    EDITOR = "editor", "Editor"
    OWNER = "owner", "Owner"

    @property
    def rank(self) -> int:
        """Give the role's place: the higher includes the lower."""
        return list(Role).index(self)


class User(AbstractUser):
    """A person. ``muted`` names what they do not want to hear of, as ``mail:commented``."""

    email = models.EmailField("e-mail address", blank=True)
    muted = models.JSONField(default=list, blank=True)

    class Meta(AbstractUser.Meta):
        constraints = (
            models.UniqueConstraint(
                Lower("email"), condition=~Q(email=""), name="one_person_an_address"
            ),
        )

    def get_full_name(self) -> str:
        """Give the name as one line of visible signs, and without the brackets of a username.

        Otherwise a name could pass for somebody else's, or turn round what stands after it. It may
        come of a form, from the administrators or from the provider of single sign-on.
        """
        visible = "".join(sign if _shows(sign) else " " for sign in super().get_full_name())
        return " ".join(visible.split())

    @property
    def display_name(self) -> str:
        """Give the name that others see; only ``username`` is one that nobody else can take."""
        full = self.get_full_name()
        return f"{full} ({self.username})" if full else self.username


class Team(models.Model):
    """People who own configurations together, and how many of them an approval takes.

    ``approvals_by_environment`` maps the name of an environment to the approvals that it needs
    where these are not ``required_approvals``; 0 asks for none.
    ``self_approval`` lets the only member of a team approve revisions of their own; the record of
    such an approval says so.
    """

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=63, unique=True)
    required_approvals = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1)]
    )
    approvals_by_environment = models.JSONField(default=dict, db_default={}, blank=True)
    self_approval = models.BooleanField(default=False)
    members: models.ManyToManyField[User, Membership] = models.ManyToManyField(
        User, through="Membership", related_name="teams"
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        """Give the team's name."""
        return self.name


class Membership(models.Model):
    """One person in one team, with what they may do to all that it owns."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("person__username",)
        constraints = (
            models.UniqueConstraint(fields=("team", "person"), name="one_membership_a_team"),
        )

    def __str__(self) -> str:
        """Say who is what in which team."""
        return f"{self.person} is {self.role} of {self.team}"


class ApiToken(models.Model):
    """A program's right to act as a person. Only the SHA-256 of the token is kept.

    ``start`` holds its first characters, by which people recognise it. ``rate_count`` counts its
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
        """Give the token's name."""
        return self.name
