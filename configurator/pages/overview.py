"""The page of a configuration: its state, who can see it, and its revisions."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator

from configurator.access import Access
from configurator.access import Right
from configurator.models import Configuration
from configurator.models.revision import LARGE_FIELDS
from configurator.wizard import progress

A_PAGE = 20
NAMED = 5  # of those it is shared with; the page about sharing names all


def overview(grant: Access, page: str | None) -> dict[str, Any]:
    """Gather the page; a link's reader gets what the link shows and nothing about people."""
    configuration = grant.configuration
    rows = grant.revisions.select_related(None).select_related("author").defer(*LARGE_FIELDS)
    revisions = Paginator(rows, A_PAGE).get_page(page)
    numbers = {configuration.latest, configuration.approved}
    named = {row.number: row for row in rows.filter(number__in=numbers)}
    return {
        "access": grant,
        "configuration": configuration,
        "revisions": revisions,
        "rows": [(revision, progress.RESULTS[revision.result]) for revision in revisions],
        "latest": named.get(configuration.latest),
        "approved": named.get(configuration.approved),
        "draft": _draft(configuration)
        if grant.may(Right.EDIT) and configuration.readable
        else None,
        "members": _members(configuration) if grant.link is None else None,
    }


def _draft(configuration: Configuration) -> dict[str, Any]:
    return {
        "description": configuration.plan.metadata.description,
        "summary": progress.summary(configuration),
        "result": progress.result(configuration),
    }


def _members(configuration: Configuration) -> dict[str, Any]:
    """Say who else sees it: the team, those it is shared with, and how many links are open."""
    team, shares = configuration.team, list(configuration.shares.select_related("person", "team"))
    return {
        "size": team.memberships.count() if team else 0,
        "shares": shares[:NAMED],
        "more": len(shares[NAMED:]),
        "links": sum(link.open for link in configuration.links.all()),
    }
