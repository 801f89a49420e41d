"""Who did what, in an order that nobody can change, and who was told of it."""

from __future__ import annotations

from typing import Any

from django.db import models

from configurator.models.configuration import Configuration
from configurator.models.people import User
from configurator.models.sharing import Link


class Verb(models.TextChoices):
    """What can happen to a configuration, in the words of its history."""

    SAVED = "saved", "saved"
    IMPORTED = "imported", "imported"
    DUPLICATED = "duplicated", "duplicated"
    RENAMED = "renamed", "renamed"
    MOVED = "moved", "moved"
    ARCHIVED = "archived", "archived"
    UNARCHIVED = "unarchived", "took out of the archive"
    DELETED = "deleted", "deleted"
    RESTORED = "restored", "restored"
    SHARED = "shared", "shared"
    UNSHARED = "unshared", "stopped sharing"
    LINKED = "linked", "made a link"
    OPENED = "opened", "opened a link"
    REVOKED = "revoked", "revoked a link"
    DOWNLOADED = "downloaded", "downloaded"
    ASKED = "asked", "asked for a review"
    UNASKED = "unasked", "took back a request for a review"
    COMMENTED = "commented", "commented"
    RESOLVED = "resolved", "resolved a thread"
    REOPENED = "reopened", "reopened a thread"
    APPROVED = "approved", "approved"
    REQUESTED_CHANGES = "requested-changes", "requested changes"
    REVIEWED = "reviewed", "reviewed without a verdict"
    WAIVED = "waived", "waived a warning"
    UNWAIVED = "unwaived", "took back a waiver"
    ENVIRONMENT_ADDED = "environment-added", "added an environment"
    ENVIRONMENT_RENAMED = "environment-renamed", "renamed an environment"
    ENVIRONMENT_MOVED = "environment-moved", "changed the order of environments"
    ENVIRONMENT_REMOVED = "environment-removed", "removed an environment"
    PROMOTED = "promoted", "promoted an environment"


class Append(models.QuerySet["Event"]):
    """Events are added and read. Nothing else."""

    def update(self, **values: Any) -> int:
        """Refuse: what happened has happened."""
        raise TypeError("An event never changes.")

    def delete(self) -> Any:
        """Refuse, for the same reason; events end with their configuration only."""
        raise TypeError("An event is never deleted.")


class Event(models.Model):
    """Something that somebody did. ``actor`` is nobody where only a link was known.

    ``detail`` holds what the sentence needs, in strings and numbers: never a secret.
    """

    configuration = models.ForeignKey(
        Configuration, on_delete=models.CASCADE, related_name="events"
    )
    actor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.ForeignKey(
        Link, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    verb = models.CharField(max_length=20, choices=Verb)
    revision = models.PositiveIntegerField(null=True, blank=True)
    detail = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)

    objects = Append.as_manager()

    class Meta:
        ordering = ("-created", "-pk")
        indexes = (
            models.Index(fields=("configuration", "-created"), name="history_of_a_configuration"),
        )

    def __str__(self) -> str:
        """Say what happened."""
        return f"{self.actor or 'somebody'} {self.get_verb_display()} {self.configuration}"

    def save(self, *args: Any, **options: Any) -> None:
        """Write the event, once."""
        if self.pk:
            raise TypeError("An event never changes.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> Any:
        """Refuse, as the list does."""
        raise TypeError("An event is never deleted.")


class Notification(models.Model):
    """An event that somebody is told of, in the product and, where ``mail`` says so, by e-mail."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notifications")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notifications")
    read = models.DateTimeField(null=True, blank=True)
    shown = models.BooleanField(default=True)
    mail = models.BooleanField(default=False)
    mailed = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("person", "read", "-id"), name="notifications_of_a_person"),
            models.Index(fields=("mail", "mailed", "next_try"), name="mail_that_is_due"),
        )

    def __str__(self) -> str:
        """Say who is told of what."""
        return f"{self.person}: {self.event}"
