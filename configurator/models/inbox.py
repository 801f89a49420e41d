"""The inbox of a person: one item for each configuration that concerns them."""

from __future__ import annotations

from django.db import models

from configurator.models.configuration import Configuration
from configurator.models.event import Event
from configurator.models.people import User


class InboxItem(models.Model):
    """A configuration in the inbox of a person, with the last event that they were told of.

    ``section`` follows the review. ``mentioned`` tells that a text of the event names the person.
    ``done`` takes the item out of the inbox until the next event.
    """

    class Section(models.TextChoices):
        ASKED = "asked", "Asked of me"
        SENT_BACK = "sent-back", "Mine, sent back"
        APPROVED = "approved", "Mine, approved"
        WATCHING = "watching", "Watching"

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="inbox")
    configuration = models.ForeignKey(
        Configuration, on_delete=models.CASCADE, related_name="inbox_items"
    )
    section = models.CharField(max_length=10, choices=Section, default=Section.WATCHING)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    mentioned = models.BooleanField(default=False, db_default=False)
    read = models.DateTimeField(null=True, blank=True)
    done = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-event_id",)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "configuration"), name="one_item_a_configuration"
            ),
        )
        indexes = (
            models.Index(
                fields=("person", "section", "-event"),
                name="inbox_of_a_person",
                condition=models.Q(done=None),
            ),
            models.Index(
                fields=("person",),
                name="unread_in_an_inbox",
                condition=models.Q(done=None, read=None),
            ),
            models.Index(
                fields=("person", "-event"),
                name="done_by_a_person",
                condition=~models.Q(done=None),
            ),
            models.Index(fields=("done",), name="done_long_ago", condition=~models.Q(done=None)),
        )

    def __str__(self) -> str:
        """Name the person and the configuration."""
        return f"{self.person}: {self.configuration}"
