"""The rationale of a draft, as a page."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import generators
from configurator import access
from configurator.models.draft_bundle import bundle_of
from configurator.wizard import progress

NOTES = (
    ("assumed", "Assumptions, not confirmed on the SkillFlaw images"),
    ("limit", "Required by the guide, not possible with these choices"),
    ("manual", "Manual tasks"),
)


@require_safe
def rationale(request: HttpRequest, key: UUID) -> HttpResponse:
    """Explain each choice: its reason, the guide's statements, the files it sets."""
    draft = access.draft(request, key)
    environment = request.GET.get("environment") or draft.plan_file.environments[0]
    if environment not in draft.plan_file.environments:
        raise Http404(environment)
    judgement = draft.judgement
    if isinstance(judgement, generators.FileJudgement):
        judgement = judgement.judgements[environment]
    reasons = generators.rationale(judgement)
    context = {
        "draft": draft,
        "current_tab": "rationale",
        "rationale": reasons,
        "environment": environment,
        "names": draft.environments,
        "notes": [(title, reasons.noted(kind)) for kind, title in NOTES],
        "coverage": [(entry, generators.statement(entry.statement)) for entry in reasons.coverage],
        "counts": dict(Counter(entry.status for entry in reasons.coverage)),
        "bundle": bundle_of(draft),
        "result": progress.result(draft),
        "summary": progress.summary(draft),
        "stages": progress.stages(draft),
    }
    return render(request, "findings/rationale.html", context)
