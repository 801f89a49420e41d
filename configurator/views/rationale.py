"""The rationale of a draft and of a revision, as pages."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import generators
from configurator import access
from configurator.comments.discussion import Discussion
from configurator.models.draft_bundle import bundle_of
from configurator.pages.configuration_frame import framed
from configurator.pages.draft_review import draft_review
from configurator.pages.rationale_summary import rationale_summary
from configurator.pages.stored_rationale import stored_choices
from configurator.pages.stored_rationale import stored_rationale
from configurator.wizard import progress


@require_safe
def rationale(request: HttpRequest, key: UUID) -> HttpResponse:
    """Explain the plan: its decisions first, then each choice with its reason and its files."""
    draft = access.draft(request, key)
    environment = request.GET.get("environment") or draft.plan_file.environments[0]
    if environment not in draft.plan_file.environments:
        raise Http404(environment)
    judgement = draft.judgement
    if isinstance(judgement, generators.FileJudgement):
        judgement = judgement.judgements[environment]
    context = {
        "draft": draft,
        "current_tab": "rationale",
        "environment": environment,
        "names": draft.environments,
        "bundle": bundle_of(draft),
        "result": progress.result(draft),
        "summary": progress.summary(draft),
        "stages": progress.stages(draft),
        "draft_review": draft_review(draft),
        **rationale_summary(generators.rationale(judgement)),
    }
    return render(request, "rationale/rationale.html", context)


@require_safe
def revision_rationale(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Show the rationale of a revision as it was stored, to everybody who may see the revision."""
    grant = access.to(request, key)
    revision = grant.revision(number)
    environment = request.GET.get("environment", "")
    if environment and environment not in revision.environments:
        raise Http404(environment)
    try:
        stored = stored_rationale(revision, environment)
    except KeyError:
        raise Http404(environment) from None
    context = framed(
        grant,
        "rationale",
        revision=revision,
        environment=environment,
        stored=stored,
        chosen=[] if stored else stored_choices(revision),
        discussion=Discussion(grant, revision),
    )
    return render(request, "rationale/revision.html", context)
