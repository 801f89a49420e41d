"""Webhooks of teams, and the deliveries to them."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from configurator.models.people import Team
from configurator.models.people import User


class Webhook(models.Model):
    """A URL that receives a team's events. Its signing secret is derived, never stored.

    ``generation`` is an input of that derivation: a higher number gives another secret.
    ``failures`` counts the attempts that failed in a row. Until ``paused_until`` none is made.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="webhooks")
    url = models.URLField(max_length=500)
    verbs = models.JSONField(default=list)
    generation = models.PositiveIntegerField(default=1)
    active = models.BooleanField(default=True)
    failures = models.PositiveIntegerField(default=0, db_default=0)
    paused_until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created",)

    def __str__(self) -> str:
        """Return the URL."""
        return self.url


class Delivery(models.Model):
    """A message to a webhook with its attempts. ``next_try`` is null when no attempt follows.

    ``claimed_until`` is null unless a worker is sending it; a worker that died holds it until then.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    payload = models.JSONField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    delivered = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ("-created",)
        indexes = (
            models.Index(fields=("next_try",), name="deliveries_that_are_due"),
            models.Index(fields=("webhook", "-created"), name="deliveries_of_a_webhook"),
            models.Index(
                fields=("claimed_until",),
                condition=models.Q(claimed_until__isnull=False),
                name="deliveries_on_the_way",
            ),
        )

    def __str__(self) -> str:
        """Return the identifier that the receiver gets."""
        return str(self.pk)
