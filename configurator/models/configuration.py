"""A configuration: its draft, its owner, and the state of its latest revision."""

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
from configurator.plans.environments import SHARED
from configurator.plans.environments import as_file
from configurator.plans.environments import changed_choices
from configurator.plans.environments import differing
from configurator.plans.environments import in_order
from configurator.plans.environments import judge
from configurator.plans.environments import key_of
from configurator.plans.environments import parts_of
from configurator.plans.environments import plan_in


class State(models.TextChoices):
    """The state of the latest revision of a configuration."""

    UNSAVED = "unsaved", "Not saved yet"
    SAVED = "saved", "Saved"
    IN_REVIEW = "in-review", "In review"
    CHANGES_REQUESTED = "changes-requested", "Changes requested"
    APPROVED = "approved", "Approved"


LIVE = Q(deleted=None, archived=None)
BY_PATH: Mapping[str, generators.Choice] = {choice.path: choice for choice in generators.choices()}
ARCHIVED = Q(deleted=None, archived__isnull=False)
WORDS = 600  # characters of the description that the list searches
MARK = "|"  # around the names of environments, so that a filter finds the whole name
# The orders of lists. The key comes last, so that the order of rows is unique.
ORDERS: Mapping[str, tuple[str, ...]] = {
    "changed": ("-updated", "-id"),
    "name": ("name", "id"),
    "state": ("state", "-updated", "-id"),
}


def _live(owner: str, order: str) -> models.Index:
    """Return the index for keyset pagination of an owner's configurations in one order."""
    return models.Index(
        fields=(owner, *ORDERS[order]), name=f"live_of_{owner}_by_{order}", condition=LIVE
    )


class Configuration(models.Model):
    """A plan with its draft: one row holds the whole state of the wizard.

    ``document`` is the valid part of the draft, a plan file without defaults. ``environments``
    names its environments in the order of promotion, which a JSON column does not keep; it is empty
    where the plan is for one environment. ``unfinished`` holds the invalid values as they were
    typed; the value of a secret is left out. ``version`` counts the writes, and ``writes`` holds
    the last write of each choice: the person, the page and the time. The keys of both are the path
    of the choice, or ``environment:path``. ``promotions`` names for an environment the other one
    and the revision from which its values were promoted.

    A draft belongs to a browser session until somebody saves it, then to that person or to a team.
    ``origin`` stands for the network address that began a browser's draft, and is no address.
    ``latest`` and ``approved`` are the numbers of the latest and the last approved revision, and
    ``kept_version`` is the version of the draft that the latest revision holds.
    ``environment_approvals`` lists for each environment of the latest revision its name, how many
    approvals are ``required``, and the number of the last revision that is ``approved`` for it.
    ``topology``, ``environment``, ``state`` and ``words`` (in lower case) are copies of the latest
    revision's values, by which lists are filtered: people without access to the draft see these
    lists too.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    browser = models.CharField(max_length=64, blank=True)
    origin = models.CharField(max_length=32, default="", db_default="", blank=True)
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="configurations"
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="configurations"
    )
    name = models.CharField(max_length=40)
    preset = models.CharField(max_length=40, blank=True)
    document = models.JSONField()
    environments = models.JSONField(default=list, blank=True)
    promotions = models.JSONField(default=dict, blank=True)
    unfinished = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    writes = models.JSONField(default=dict, blank=True)
    topology = models.CharField(max_length=20, blank=True)
    environment = models.CharField(max_length=63, blank=True)
    words = models.TextField(blank=True, editable=False)
    state = models.CharField(max_length=20, choices=State, default=State.UNSAVED)
    latest = models.PositiveIntegerField(default=0)
    approved = models.PositiveIntegerField(default=0)
    environment_approvals = models.JSONField(default=list, db_default=[], blank=True)
    kept_version = models.PositiveIntegerField(default=0)
    archived = models.DateTimeField(null=True, blank=True)
    deleted = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-updated",)
        indexes = (
            models.Index(fields=("browser", "-updated"), name="drafts_of_a_browser"),
            models.Index(
                fields=("origin", "created"), name="drafts_of_an_origin", condition=~Q(origin="")
            ),
            # All of them are counted before another one, and the oldest are purged.
            models.Index(fields=("updated",), name="drafts_of_browsers", condition=~Q(browser="")),
            *(_live(owner, order) for owner in ("person", "team") for order in ORDERS),
            *(
                models.Index(
                    fields=(owner, *ORDERS["changed"]),
                    name=f"archived_of_{owner}",
                    condition=ARCHIVED,
                )
                for owner in ("person", "team")
            ),
            # Without the condition SQLite would use this index for rows that are not deleted: most.
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
        """Return the plan's name."""
        return self.name

    @property
    def owned_by(self) -> str:
        """Return the name of the team or the person that owns it; empty for a browser's draft."""
        if self.team:
            return self.team.name
        return self.person.display_name if self.person else ""

    @cached_property
    def plan_file(self) -> generators.PlanFile:
        """Parse the stored plan file, once, with the types of this version."""
        return generators.read_plan_document(in_order(self.document, self.environments))

    @property
    def plan(self) -> generators.Plan:
        """Return the plan that all environments share, or the only plan."""
        return self.plan_file.shared

    def plan_of(self, environment: str) -> generators.Plan:
        """Return the plan of an environment, or the shared one for an empty name."""
        return plan_in(self.plan_file, environment)

    @property
    def readable(self) -> bool:
        """Tell whether this version can read the draft, which an older version may have written."""
        try:
            return bool(self.plan_file)
        except generators.Unreadable:
            return False

    @cached_property
    def judgement(self) -> generators.Judgement | generators.FileJudgement:
        """Check the plan, or the plan of each environment, as of today; the result is cached."""
        return judge(self.plan_file, timezone.localdate())

    @property
    def pending(self) -> dict[str, Any]:
        """Return the invalid values of choices that apply, as they were typed, by key."""
        if not self.readable:
            return dict(self.unfinished)
        return {key: raw for key, raw in self.unfinished.items() if self._needed(key)}

    def _needed(self, key: str) -> bool:
        environment, path = parts_of(key)
        if environment and environment not in self.plan_file.own:
            return False
        choice = BY_PATH.get(path)
        return choice is None or choice.applies(self.plan_of(environment))

    def unfinished_in(self, environment: str) -> dict[str, Any]:
        """Return the invalid values of an environment's tab, or of the shared one, by path."""
        parts = ((*parts_of(key), raw) for key, raw in self.unfinished.items())
        return {path: raw for name, path, raw in parts if name == environment}

    def write_of(self, environment: str, path: str) -> dict[str, Any]:
        """Return the last write of a choice in a tab: person, page, time; empty without one."""
        keys = (key_of(environment, path), key_of(SHARED, path))
        written: dict[str, Any] = next((self.writes[key] for key in keys if key in self.writes), {})
        return written

    @property
    def changed(self) -> bool:
        """Tell whether the draft changed after the latest revision was saved."""
        return self.version != self.kept_version

    def take(
        self,
        plan: generators.Plan | generators.PlanFile,
        unfinished: Mapping[str, Any],
        *,
        writer: User | None = None,
        page: str = "",
    ) -> None:
        """Replace the draft's plan, and record the person and the page for each changed choice.

        A single plan becomes a plan file with one environment.
        """
        file = as_file(plan)
        if self.document:
            self._note(self._differing(file, unfinished), writer, page)
        self.name = file.name
        if not self.latest:
            self.list_as(file)
        self.document = generators.sparse_file(file)
        self.environments = list(file.own)
        self.promotions = {name: row for name, row in self.promotions.items() if name in file.own}
        self.unfinished = dict(unfinished)
        self.__dict__.pop("judgement", None)
        self.__dict__["plan_file"] = file

    def _note(self, keys: Iterable[str], writer: User | None, page: str) -> None:
        write = {"by": writer.pk if writer else None, "page": page}
        for key in keys:
            self.writes[key] = {**write, "at": timezone.now().isoformat()}

    def _differing(self, file: generators.PlanFile, unfinished: Mapping[str, Any]) -> list[str]:
        """List the keys whose valid or invalid values differ from the stored ones."""
        values = changed_choices(self.plan_file if self.readable else None, file)
        return list(dict.fromkeys((*values, *differing(self.unfinished, unfinished))))

    def list_as(self, plan: generators.Plan | generators.PlanFile) -> None:
        """Copy the values by which lists are filtered from the plan of the latest revision.

        Of several environments, lists show the last in the order of promotion and search all, as
        words and by name: ``|staging|production|``.
        """
        file = as_file(plan)
        names, shared = file.environments, file.shared
        self.topology = shared.topology.pattern
        self.environment = names[-1]
        marked = f"{MARK}{MARK.join(names)}{MARK}"
        self.words = f"{marked} {shared.metadata.description[:WORDS]}".lower()

    def replace(
        self,
        plan: generators.Plan | generators.PlanFile,
        unfinished: Mapping[str, Any] | None = None,
        *,
        writer: User | None = None,
    ) -> None:
        """Replace the draft's plan from outside the wizard; the version tells open pages."""
        self.take(plan, unfinished or {}, writer=writer)
        self.version += 1
