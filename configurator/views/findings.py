"""The findings page of a draft: result, findings, and every file of its bundle."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import generators
from configurator import access
from configurator.models.draft_bundle import bundle_of
from configurator.pages.draft_review import draft_review
from configurator.pages.file_tree import tree
from configurator.pages.next_steps import next_steps_of_draft
from configurator.pages.topology_diagram import picture
from configurator.plans.environments import judgements_in
from configurator.wizard import progress

GROUPS = (
    ("Errors", generators.Severity.ERROR),
    ("Warnings", generators.Severity.WARNING),
    ("Info", generators.Severity.INFO),
)


@require_safe
def findings(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the result, all findings, and the files where there are any."""
    draft = access.draft(request, key)
    bundle = bundle_of(draft)
    context = {
        "draft": draft,
        "current_tab": "findings",
        "pending": list(draft.pending),
        "groups": [
            (
                title,
                [finding for finding in draft.judgement.findings if finding.severity == severity],
            )
            for title, severity in GROUPS
        ],
        "bundle": bundle,
        "pictures": [
            (name if draft.environments else "", picture(generators.inventory(part).topology))
            for name, part in judgements_in(draft.judgement).items()
        ],
        "open_answers": progress.open_answers(draft) if draft.environments else [],
        "next_steps": next_steps_of_draft(request, bundle, draft.pk, draft.latest)
        if bundle
        else None,
        "folder": tree(bundle) if bundle else None,
        "result": progress.result(draft),
        "summary": progress.summary(draft),
        "stages": progress.stages(draft),
        "draft_review": draft_review(draft),
    }
    return render(request, "findings/findings.html", context)
