"""The files of a draft as they would be now: beside its questions, and as a page of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from django.views.decorators.http import require_safe

from configurator import access
from configurator.models import Configuration
from configurator.pages import live
from configurator.pages.draft_review import draft_review
from configurator.queries.earlier_plan import earlier_plan
from configurator.views import errors
from configurator.wizard import progress
from configurator.wizard.opened import document_of


@require_safe
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show changed lines, files, topology and capacity on a page."""
    draft = access.draft(request, key)
    earlier = earlier_plan(draft)
    context = {
        **_shown(request.GET.get("environment", ""), draft),
        "live": live.live(draft, earlier.document, earlier.since, live.MOST_ON_PAGE),
        "current_tab": "preview",
        "names": draft.environments,
        "result": progress.result(draft),
        "summary": progress.summary(draft),
        "stages": progress.stages(draft),
        "draft_review": draft_review(draft),
    }
    return render(request, "preview/preview.html", context)


@require_POST
def panel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Refresh what stands beside the questions, after the draft was saved."""
    draft = access.draft(request, key)
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.LARGEST_STEP:
        return errors.too_large(request)
    context = {
        **_shown(request.POST.get("environment", ""), draft, request.POST.get("step", "")),
        "live": live.live(
            draft, document_of(request.POST.get("opened", "")), "since you opened this page"
        ),
    }
    return render(request, "preview/refreshed.html", context)


def _shown(environment: str, draft: Configuration, slug: str = "") -> dict[str, Any]:
    return {
        "draft": draft,
        "drawn": live.drawn(draft, slug, environment),
        "pending": live.invalid(draft),
    }
