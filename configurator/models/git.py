"""The Git repository of a configuration: its commits, and the deploy tokens that read it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from configurator.models.configuration import Configuration
from configurator.models.people import User
from configurator.models.revision import Revision


class Commit(models.Model):
    """A commit of a configuration's Git repository. A commit never changes, nor is it removed.

    ``branch`` is ``latest``, ``approved`` or ``environments/…``; ``position`` counts from 1 on it,
    and the parent is the commit before. ``digest`` is the id of the commit, ``tree`` that of its
    files, and ``text`` the commit itself: names are in it as they were on that day. ``packed`` has
    the objects that its parent lacks, each as the entry of a pack; only ``latest`` has them.
    """

    configuration = models.ForeignKey(
        Configuration, on_delete=models.CASCADE, related_name="commits"
    )
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="commits")
    branch = models.CharField(max_length=80)
    position = models.PositiveIntegerField()
    digest = models.CharField(max_length=40)
    tree = models.CharField(max_length=40)
    text = models.TextField()
    packed = models.BinaryField(default=b"")

    class Meta:
        ordering = ("branch", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("configuration", "branch", "position"), name="one_commit_a_position"
            ),
        )

    def __str__(self) -> str:
        """Return the branch and the beginning of the id."""
        return f"{self.branch} {self.digest[:12]}"


class DeployToken(models.Model):
    """A token with which a program reads the Git repository of one configuration.

    Only its SHA-256 is stored; ``start`` holds its first characters, by which people recognize it.
    ``rate_count`` counts its requests in ``rate_minute``, as an API token does.
    """

    configuration = models.ForeignKey(
        Configuration, on_delete=models.CASCADE, related_name="deploy_tokens"
    )
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    start = models.CharField(max_length=12, editable=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True, blank=True)
    last_used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)
    rate_minute = models.PositiveIntegerField(default=0, editable=False)
    rate_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("-created",)

    def __str__(self) -> str:
        """Return the token's name."""
        return self.name

    @property
    def open(self) -> bool:
        """Tell whether the token is neither revoked nor expired."""
        return not self.revoked and not self.expired

    @property
    def expired(self) -> bool:
        return self.expires is not None and self.expires <= timezone.now()
