"""A configuration: the draft that people work on, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

import generators
from configurator.models.people import Team
from configurator.models.people import User
from configurator.plans.steps import METADATA


class State(models.TextChoices):
    """Where the latest revision of a configuration stands."""

    UNSAVED = "unsaved", "Not saved yet"
    SAVED = "saved", "Saved"
    IN_REVIEW = "in-review", "In review"
    CHANGES_REQUESTED = "changes-requested", "Changes requested"
    APPROVED = "approved", "Approved"


LIVE = Q(deleted=None, archived=None)
WORDS = 600  # of an environment and a description, so many characters are searched
# How lists are sorted, with the key last, so that every row has its one place.
ORDERS: Mapping[str, tuple[str, ...]] = {
    "changed": ("-updated", "-id"),
    "name": ("name", "id"),
    "state": ("state", "-updated", "-id"),
}


def _live(owner: str, order: str) -> models.Index:
    """Let a list of what an owner works on begin anywhere, without reading what comes before."""
    return models.Index(
        fields=(owner, *ORDERS[order]), name=f"live_of_{owner}_by_{order}", condition=LIVE
    )


class Configuration(models.Model):
    """A plan in the making: one row is the whole state of the wizard.

    ``document`` is a sparse plan that can always be read. ``unfinished`` holds, by path, what was
    typed and cannot be read yet, so that nothing typed is lost; a secret leaves only its place.
    ``version`` counts the writes, and ``writes`` tells by path which page of whom wrote each choice
    last, and when.

    It belongs to a browser session until somebody saves it, then to that person or to a team.
    ``latest`` and ``approved`` are the numbers of the latest and the last approved revision, and
    ``kept_version`` the version of the draft that the latest revision holds. ``topology``,
    ``environment``, ``state`` and ``words`` (in lower case) repeat what lists are searched by, of
    the latest revision: those who see no draft list it too.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    browser = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="configurations"
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="configurations"
    )
    name = models.CharField(max_length=40)
    preset = models.CharField(max_length=40, blank=True)
    document = models.JSONField()
    unfinished = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    writes = models.JSONField(default=dict, blank=True)
    topology = models.CharField(max_length=20, blank=True)
    environment = models.CharField(max_length=63, blank=True)
    words = models.TextField(blank=True, editable=False)
    state = models.CharField(max_length=20, choices=State, default=State.UNSAVED)
    latest = models.PositiveIntegerField(default=0)
    approved = models.PositiveIntegerField(default=0)
    kept_version = models.PositiveIntegerField(default=0)
    archived = models.DateTimeField(null=True, blank=True)
    deleted = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-updated",)
        indexes = (
            models.Index(fields=("browser", "-updated"), name="drafts_of_a_browser"),
            *(_live(owner, order) for owner in ("person", "team") for order in ORDERS),
            # Without the condition SQLite would look for what lives in here: nearly every row.
            models.Index(
                fields=("deleted",), name="waiting_to_be_purged", condition=~Q(deleted=None)
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=True, team__isnull=True) & ~Q(browser="")
                | Q(person__isnull=False, team__isnull=True, browser="")
                | Q(person__isnull=True, team__isnull=False, browser=""),
                name="one_owner_a_configuration",
            ),
        )

    def __str__(self) -> str:
        """Give the plan's name."""
        return self.name

    @property
    def owned_by(self) -> str:
        """Name the team or the person whose it is; a browser has no name."""
        if self.team:
            return self.team.name
        return self.person.shown if self.person else ""

    @cached_property
    def plan(self) -> generators.Plan:
        """Read the plan, once: today's types judge what was stored on any day."""
        return generators.read_document(self.document)

    @property
    def readable(self) -> bool:
        """Tell whether this version can read the draft; an older one may have kept what is gone."""
        try:
            return bool(self.plan)
        except generators.Unreadable:
            return False

    @cached_property
    def judgement(self) -> generators.Judgement:
        """Judge the plan as of today, once."""
        return generators.judge(self.plan, timezone.localdate())

    @property
    def pending(self) -> dict[str, Any]:
        """Give what cannot be read among the choices that this plan needs, as it was typed."""
        if not self.readable:
            return dict(self.unfinished)
        needless = {each.path for each in generators.choices() if not each.applies(self.plan)}
        return {path: raw for path, raw in self.unfinished.items() if path not in needless}

    @property
    def changed(self) -> bool:
        """Tell whether the draft was written to since the latest revision was saved."""
        return self.version != self.kept_version

    def take(
        self,
        plan: generators.Plan,
        unfinished: Mapping[str, Any],
        *,
        writer: User | None = None,
        page: str = "",
    ) -> None:
        """Hold another plan from now on, and remember who wrote what in it, on which page."""
        if self.document:
            self._note(self._differing(plan, unfinished), writer, page)
        self.name = plan.name
        if not self.latest:
            self.list_as(plan)
        self.document = generators.sparse(plan)
        self.unfinished = dict(unfinished)
        self.__dict__["plan"] = plan
        self.__dict__.pop("judgement", None)

    def _note(self, paths: Iterable[str], writer: User | None, page: str) -> None:
        write = {"by": writer.pk if writer else None, "page": page}
        for path in paths:
            self.writes[path] = {**write, "at": timezone.now().isoformat()}

    def _differing(self, plan: generators.Plan, unfinished: Mapping[str, Any]) -> list[str]:
        """List the choices that another plan, or what else was typed, answers differently."""
        before = self.plan if self.readable else None
        return [
            choice.path
            for choice in (*METADATA, *generators.choices())
            if before is None
            or choice.of(plan) != choice.of(before)
            or unfinished.get(choice.path) != self.unfinished.get(choice.path)
        ]

    def list_as(self, plan: generators.Plan) -> None:
        """Let lists find it by this plan: the latest revision's, as those who list see no draft."""
        self.topology = plan.topology.pattern
        self.environment = plan.release.environment
        self.words = f"{plan.release.environment} {plan.metadata.description}".lower()[:WORDS]

    def replace(
        self,
        plan: generators.Plan,
        unfinished: Mapping[str, Any] | None = None,
        *,
        writer: User | None = None,
    ) -> None:
        """Hold a plan that did not come from a page; pages that are open elsewhere notice."""
        self.take(plan, unfinished or {}, writer=writer)
        self.version += 1
