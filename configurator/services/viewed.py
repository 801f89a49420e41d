"""Ticking files and choices as viewed."""

from __future__ import annotations

from typing import Any

from configurator.access import Access
from configurator.comments.viewed import content_digest
from configurator.models import Revision
from configurator.models import ViewedTick

# Ticks of one person on a configuration: far more than a bundle has files and choices.
MOST_TICKS = 5000


def set_viewed(access: Access, revision: Revision, about: str, path: str, *, viewed: bool) -> None:
    """Tick a file or a choice as viewed, as the revision has it, or take the tick away.

    A difference shows files that the revision has no more, so that every path is taken; of too
    many ticks the oldest go.
    """
    rows: dict[str, Any] = {"configuration": access.configuration, "person": access.signed}
    if viewed:
        digest = content_digest(revision, about, path)
        ViewedTick.objects.update_or_create(
            **rows, about=about, path=path, defaults={"digest": digest}
        )
        oldest = ViewedTick.objects.filter(**rows).order_by("-created", "-pk")[MOST_TICKS:]
        ViewedTick.objects.filter(pk__in=[tick.pk for tick in oldest]).delete()
    else:
        ViewedTick.objects.filter(**rows, about=about, path=path).delete()
