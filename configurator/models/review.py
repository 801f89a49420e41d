"""The talk about a revision: who was asked, what was said where, and how it ended."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from configurator.models.configuration import Configuration
from configurator.models.people import User
from configurator.models.revision import Revision


class ReviewRequest(models.Model):
    """Somebody who was asked to review; ``done`` once they gave a verdict."""

    configuration = models.ForeignKey(
        Configuration, on_delete=models.CASCADE, related_name="requests"
    )
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="requests")
    reviewer = models.ForeignKey(User, on_delete=models.CASCADE, related_name="requests")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    done = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("created",)
        constraints = (
            models.UniqueConstraint(fields=("configuration", "reviewer"), name="asked_once_each"),
        )

    def __str__(self) -> str:
        """Say who was asked."""
        return f"{self.reviewer} for {self.revision}"


class Look(models.Model):
    """The number of the revision that a person saw last, and of the one before it."""

    configuration = models.ForeignKey(Configuration, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    seen = models.PositiveIntegerField()
    before = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("configuration", "person"), name="one_look_each"),
        )

    def __str__(self) -> str:
        """Say who saw what."""
        return f"{self.person} saw revision {self.seen}"


class Thread(models.Model):
    """A talk about one place of a revision. ``quote`` keeps what stood there when it began.

    ``place`` is a choice's path, a rule's slug or a file's path, as ``about`` says; ``line`` counts
    from 1 in that file.
    """

    class About(models.TextChoices):
        WHOLE = "whole", "The whole"
        CHOICE = "choice", "A choice"
        FINDING = "finding", "A finding"
        LINE = "line", "A line of a file"

    configuration = models.ForeignKey(
        Configuration, on_delete=models.CASCADE, related_name="threads"
    )
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="threads")
    about = models.CharField(max_length=10, choices=About)
    place = models.CharField(max_length=300, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)
    resolved = models.DateTimeField(null=True, blank=True)
    resolver = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("created",)
        indexes = (
            models.Index(fields=("configuration", "resolved"), name="threads_of_a_configuration"),
        )

    def __str__(self) -> str:
        """Say what it is about."""
        return f"{self.get_about_display()} {self.place}".strip()


class Comment(models.Model):
    """One contribution to a thread, in Markdown. A deleted one leaves its place, without words.

    ``token`` names the form that was sent, so that pressing its button twice says nothing twice.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="comments")
    body = models.TextField(max_length=10_000)
    created = models.DateTimeField(auto_now_add=True)
    edited = models.DateTimeField(null=True, blank=True)
    deleted = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        ordering = ("created", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("author", "token"), condition=~Q(token=""), name="sent_once_each"
            ),
        )

    def __str__(self) -> str:
        """Give the beginning of what was said."""
        return self.body[:60]


class Review(models.Model):
    """A verdict on one revision; of several by one reviewer the latest counts.

    ``own`` says that the reviewer is the author, which a team of one may allow.
    """

    class Verdict(models.TextChoices):
        APPROVE = "approve", "Approve"
        REQUEST_CHANGES = "request-changes", "Request changes"
        COMMENT = "comment", "Comment"

        @property
        def said(self) -> str:
            """Say it as something that was done."""
            return {"approve": "approved", "request-changes": "requested changes"}.get(
                self.value, "commented"
            )

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=20, choices=Verdict)
    body = models.TextField(max_length=10_000, blank=True)
    own = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created", "pk")

    def __str__(self) -> str:
        """Say who gave which verdict."""
        return f"{self.reviewer}: {self.verdict}"

    @property
    def said(self) -> str:
        """Say what the reviewer did."""
        return Review.Verdict(self.verdict).said


class GivenWaiver(models.Model):
    """A warning that somebody accepted in review; it made ``revision``.

    ``until`` is the number of the revision that was made by taking it back.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="given_waivers")
    rule = models.CharField(max_length=80)
    reason = models.TextField(max_length=2000)
    owner = models.CharField(max_length=200)
    expires = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    own = models.BooleanField(default=False)
    until = models.PositiveIntegerField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created",)

    def __str__(self) -> str:
        """Name the rule."""
        return self.rule
