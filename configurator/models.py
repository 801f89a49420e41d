"""Rows and their constraints; nothing is rendered or decided here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

import generators


class Configuration(models.Model):
    """A plan in the making: one row is the whole state of the wizard.

    ``document`` is a sparse plan that can always be read. ``unfinished`` holds, by path, what was
    typed and cannot be read yet, so that nothing typed is lost; a secret leaves only its place.
    ``owner`` is the random token of the browser session that it belongs to, ``tab`` the page that
    wrote last, and ``version`` counts the writes.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.CharField(max_length=64)
    name = models.CharField(max_length=40)
    preset = models.CharField(max_length=40, blank=True)
    document = models.JSONField()
    unfinished = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    tab = models.CharField(max_length=40, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-updated",)
        indexes = (models.Index(fields=("owner", "-updated"), name="drafts_of_an_owner"),)

    def __str__(self) -> str:
        """Give the plan's name."""
        return self.name

    @cached_property
    def plan(self) -> generators.Plan:
        """Read the plan, once: today's types judge what was stored on any day."""
        return generators.read_document(self.document)

    @cached_property
    def judgement(self) -> generators.Judgement:
        """Judge the plan as of today, once."""
        return generators.judge(self.plan, timezone.localdate())

    @property
    def pending(self) -> dict[str, Any]:
        """Give what cannot be read among the choices that this plan needs, as it was typed."""
        needless = {each.path for each in generators.choices() if not each.applies(self.plan)}
        return {path: raw for path, raw in self.unfinished.items() if path not in needless}

    def take(self, plan: generators.Plan, unfinished: Mapping[str, Any]) -> None:
        """Hold another plan from now on."""
        self.name = plan.name
        self.document = generators.sparse(plan)
        self.unfinished = dict(unfinished)
        for read in ("plan", "judgement"):
            self.__dict__.pop(read, None)
