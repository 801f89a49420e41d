"""Reviews of a revision: requests, comment threads, submitted reviews and waivers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from configurator.models.configuration import Configuration
from configurator.models.people import User
from configurator.models.revision import Revision


class ReviewRequest(models.Model):
    """A request to a person to review; ``done`` is the time when they submitted a review."""

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
        """Return the person and the revision that they are to review."""
        return f"{self.reviewer} for {self.revision}"


class LastSeen(models.Model):
    """The number of the revision that a person saw last, and of the one before it."""

    configuration = models.ForeignKey(
        Configuration, on_delete=models.CASCADE, related_name="last_seen"
    )
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    seen = models.PositiveIntegerField()
    before = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("configuration", "person"), name="one_look_each"),
        )

    def __str__(self) -> str:
        """Return the person and the number of the revision."""
        return f"{self.person} saw revision {self.seen}"


class ViewedTick(models.Model):
    """A file or a choice that a person ticked as viewed.

    The tick counts while ``digest``, of the content that they saw, is that of the content.
    """

    class About(models.TextChoices):
        CHOICE = "choice", "A choice"
        FILE = "file", "A file"

    configuration = models.ForeignKey(
        Configuration, on_delete=models.CASCADE, related_name="viewed_ticks"
    )
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=10, choices=About)
    path = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    created = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("configuration", "person", "about", "path"), name="one_tick_each"
            ),
        )

    def __str__(self) -> str:
        """Return the person and what they viewed."""
        return f"{self.person} viewed {self.path}"


class Thread(models.Model):
    """A thread of comments about one subject of a revision.

    ``path`` is the path of a choice or of a file, or the slug of a rule, as ``about`` says;
    ``line`` counts from 1 in that file. ``quote`` is the text of the subject when the thread began.
    ``pending_of`` is the person in whose pending review it began: nobody else sees it until then.
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
    path = models.CharField(max_length=300, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)
    resolved = models.DateTimeField(null=True, blank=True)
    resolver = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pending_of = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("created",)
        indexes = (
            models.Index(fields=("configuration", "resolved"), name="threads_of_a_configuration"),
            models.Index(fields=("configuration", "about", "path"), name="threads_of_a_subject"),
        )

    def __str__(self) -> str:
        """Return what the thread is about."""
        return f"{self.get_about_display()} {self.path}".strip()


class Comment(models.Model):
    """One comment in a thread, in Markdown. A deleted comment keeps its row, with an empty body.

    ``token`` is the idempotency key of the form that was sent: one form makes one comment.
    A ``pending`` comment is seen by its author alone, until the ``review`` is submitted that it
    belongs to. ``suggestion`` is the value that it proposes for the choice of its thread, as
    ``{"value": …, "files": […]}``; ``taken`` is the time when ``taker`` took it into the draft.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="comments")
    body = models.TextField(max_length=10_000)
    created = models.DateTimeField(auto_now_add=True)
    edited = models.DateTimeField(null=True, blank=True)
    deleted = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=40, blank=True, editable=False)
    pending = models.BooleanField(default=False, db_default=False)
    review = models.ForeignKey(
        "Review", on_delete=models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    suggestion = models.JSONField(null=True, blank=True)
    taken = models.DateTimeField(null=True, blank=True)
    taker = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("created", "pk")
        indexes = (
            models.Index(
                fields=("author",), name="comments_of_a_pending_review", condition=Q(pending=True)
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("author", "token"), condition=~Q(token=""), name="sent_once_each"
            ),
        )

    def __str__(self) -> str:
        """Return the beginning of the comment."""
        return self.body[:60]


class Review(models.Model):
    """A review of one revision; of several by one reviewer the latest that decides counts.

    ``environments`` names those that it decides on; without a name it is all of them. ``own`` tells
    that the reviewer is an author, which a team of one may allow; ``suggested`` that the revision
    has a value which the reviewer suggested and its author took.
    """

    class Decision(models.TextChoices):
        APPROVE = "approve", "Approve"
        REQUEST_CHANGES = "request-changes", "Request changes"
        COMMENT = "comment", "Comment"

        @property
        def past_tense(self) -> str:
            """Return what a reviewer did who chose this decision."""
            return {"approve": "approved", "request-changes": "requested changes"}.get(
                self.value, "commented"
            )

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=20, choices=Decision)
    body = models.TextField(max_length=10_000, blank=True)
    environments = models.JSONField(default=list, db_default=[], blank=True)
    own = models.BooleanField(default=False)
    suggested = models.BooleanField(default=False, db_default=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created", "pk")

    def __str__(self) -> str:
        """Return the reviewer and their decision."""
        return f"{self.reviewer}: {self.decision}"

    @property
    def past_tense(self) -> str:
        """Return what the reviewer did."""
        return Review.Decision(self.decision).past_tense

    def covers(self, environment: str) -> bool:
        """Tell whether it decides on an environment."""
        return not self.environments or environment in self.environments


class GivenWaiver(models.Model):
    """A waiver that a reviewer gave; saving it made ``revision``.

    ``environment`` is empty where the waiver is for every environment. ``until`` is the number of
    the revision that withdrew the waiver.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="given_waivers")
    rule = models.CharField(max_length=80)
    environment = models.CharField(max_length=63, blank=True, default="", db_default="")
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
        """Return the slug of the waived rule."""
        return self.rule
