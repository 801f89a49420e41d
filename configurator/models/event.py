"""The audit log's events, which never change, and the notifications of them."""

from __future__ import annotations

from typing import Any

from django.db import models

from configurator.models.configuration import Configuration
from configurator.models.people import Team
from configurator.models.people import User
from configurator.models.sharing import Link


class Verb(models.TextChoices):
    """The actions that the audit log records, in the past tense."""

    SAVED = "saved", "saved"
    IMPORTED = "imported", "imported"
    DUPLICATED = "duplicated", "duplicated"
    RENAMED = "renamed", "renamed"
    MOVED = "moved", "moved"
    ARCHIVED = "archived", "archived"
    UNARCHIVED = "unarchived", "unarchived"
    DELETED = "deleted", "deleted"
    RESTORED = "restored", "restored"
    SHARED = "shared", "shared"
    UNSHARED = "unshared", "stopped sharing"
    LINKED = "linked", "created a link"
    OPENED = "opened", "opened a link"
    REVOKED = "revoked", "revoked a link"
    DEPLOY_TOKEN_CREATED = "token-created", "created a deploy token"
    DEPLOY_TOKEN_REVOKED = "token-revoked", "revoked a deploy token"
    DOWNLOADED = "downloaded", "downloaded the bundle"
    REVIEW_REQUESTED = "asked", "requested a review"
    REVIEW_REQUEST_WITHDRAWN = "unasked", "withdrew a review request"
    COMMENTED = "commented", "commented"
    COMMENT_EDITED = "comment-edited", "edited a comment"
    COMMENT_DELETED = "comment-deleted", "deleted a comment"
    SUGGESTIONS_TAKEN = "suggestions-taken", "took suggestions into the draft"
    RESOLVED = "resolved", "resolved a thread"
    REOPENED = "reopened", "reopened a thread"
    APPROVED = "approved", "approved"
    REQUESTED_CHANGES = "requested-changes", "requested changes"
    REVIEWED = "reviewed", "reviewed with a comment"
    WAIVED = "waived", "waived a warning"
    UNWAIVED = "unwaived", "withdrew a waiver"
    ENVIRONMENT_ADDED = "environment-added", "added an environment"
    ENVIRONMENT_RENAMED = "environment-renamed", "renamed an environment"
    ENVIRONMENT_MOVED = "environment-moved", "changed the order of environments"
    ENVIRONMENT_REMOVED = "environment-removed", "removed an environment"
    PROMOTED = "promoted", "promoted an environment"


class TeamVerb(models.TextChoices):
    """The actions that the audit log of a team records, in the past tense."""

    RULE_ADDED = "rule-added", "added an approval rule"
    RULE_CHANGED = "rule-changed", "changed an approval rule"
    RULE_DELETED = "rule-deleted", "deleted an approval rule"
    SETTINGS_CHANGED = "settings-changed", "changed the approval settings"


class Append(models.QuerySet[Any]):
    """The events; they can be added and read, but neither changed nor deleted."""

    def update(self, **values: Any) -> int:
        """Raise ``TypeError``: an event cannot be changed."""
        raise TypeError("An event never changes.")

    def delete(self) -> Any:
        """Raise ``TypeError``: events are deleted only together with what they are about."""
        raise TypeError("An event is never deleted.")


class Lasting(models.Model):
    """An event, which is added once and stays as it is."""

    objects = Append.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Save a new event; ``TypeError`` for one that is stored already."""
        if self.pk:
            raise TypeError("An event never changes.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> Any:
        """Raise ``TypeError``, as the query set does."""
        raise TypeError("An event is never deleted.")


class Event(Lasting):
    """An action on a configuration. ``actor`` is null where only the share link is known.

    ``detail`` holds what the sentence of the event names, as strings and numbers, never a secret.
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

    class Meta:
        ordering = ("-created", "-pk")
        indexes = (
            models.Index(fields=("configuration", "-created"), name="history_of_a_configuration"),
        )

    def __str__(self) -> str:
        """Return the event as a short sentence."""
        return f"{self.actor or 'somebody'} {self.get_verb_display()} {self.configuration}"


class TeamEvent(Lasting):
    """An action on the approval rules and settings of a team.

    ``detail`` holds what the sentence of the event names, as texts, never a secret.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="events")
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=20, choices=TeamVerb)
    detail = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created", "-pk")
        indexes = (models.Index(fields=("team", "-created"), name="history_of_a_team"),)

    def __str__(self) -> str:
        """Return the event as a short sentence."""
        return f"{self.actor} {self.get_verb_display()} of {self.team}"


class Notification(models.Model):
    """The notification of one person about one event.

    ``shown`` puts it into the inbox, ``mail`` sends it by e-mail: by itself where ``next_try`` says
    when, else in the next digest. ``mentioned`` tells that a text of the event names the person.
    ``mailed``, ``attempts`` and ``next_try`` belong to the delivery of the e-mail.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notifications")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notifications")
    read = models.DateTimeField(null=True, blank=True)
    shown = models.BooleanField(default=True)
    mail = models.BooleanField(default=False)
    mentioned = models.BooleanField(default=False, db_default=False)
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
        """Name the person and the event."""
        return f"{self.person}: {self.event}"
