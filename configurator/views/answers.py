"""The page *Your answers*: one page from a preset to a bundle, and what autosave refreshes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

from configurator import access
from configurator.models import Configuration
from configurator.pages.answers import answers_page
from configurator.pages.answers import opened_or_closed
from configurator.pages.answers import whole_page
from configurator.pages.live import opening
from configurator.pages.panel import panel
from configurator.pages.panel import stale
from configurator.pages.questions import refreshed
from configurator.views import errors
from configurator.views.fixes import apply_and_report
from configurator.views.step_form import environment_of
from configurator.views.step_form import report_updates
from configurator.views.step_form import too_large
from configurator.wizard.answers import PAGE
from configurator.wizard.answers import left
from configurator.wizard.environments import query_of
from configurator.wizard.form import html_id
from configurator.wizard.save import SavedStep
from configurator.wizard.save import save_step
from configurator.wizard.submission import read_submission


@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask what the plan cannot know; save it as the draft, and go where the button leads."""
    draft = access.draft(request, key)
    environment = environment_of(request, draft)
    if request.method != "POST":
        return _page(request, draft, environment)
    if too_large(request):
        return errors.too_large(request)
    submission = read_submission(PAGE, request.POST, pressed=True)
    saved = save_step(draft.pk, PAGE, submission, access.person(request), environment)
    if saved.conflicts:
        return _page(request, saved.draft, environment, saved)
    report_updates(request, saved)
    return redirect(_next_url(request, saved, environment))


@require_POST
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """Autosave what was typed so far, and refresh what is left and what follows from it."""
    draft = access.draft_to_lock(request, key)
    environment = environment_of(request, draft)
    if too_large(request):
        return errors.too_large(request)
    submission = read_submission(PAGE, request.POST)
    saved = save_step(draft.pk, PAGE, submission, access.person(request), environment)
    context = answers_page(saved.draft, environment, saved, submission)
    collapsed = frozenset(request.POST.getlist("collapsed"))
    turned = opened_or_closed(context["questions"], collapsed, saved.answered)
    context |= refreshed(context["questions"], submission, saved.derived | turned)
    context |= panel(saved.draft, PAGE, environment, context)
    context["stale"] = stale(context["fingerprints"], submission.shown)
    answer = render(request, "wizard/answers_check.html", context)
    answer.headers["HX-Trigger"] = "draft-saved"
    return answer


def _page(
    request: HttpRequest, draft: Configuration, environment: str, saved: SavedStep | None = None
) -> HttpResponse:
    context = whole_page(draft, environment, answers_page(draft, environment, saved))
    context |= opening(draft, PAGE.slug, environment)
    context |= panel(draft, PAGE, environment, context)
    return render(request, "wizard/answers.html", context)


def _next_url(request: HttpRequest, saved: SavedStep, environment: str) -> str:
    """Go where the pressed button leads, but not past an answer without which nothing works."""
    same = reverse("answers", args=[saved.draft.pk]) + query_of(environment)
    if fix_id := request.POST.get("fix"):
        apply_and_report(request, saved.draft.pk, fix_id)
        return same
    if path := request.POST.get("use") or request.POST.get("shared"):
        return f"{same}#question-{html_id(path)}"
    if {"stay", "decided"} & request.POST.keys():
        messages.success(request, "Draft saved.")
        return same
    still = left(answers_page(saved.draft, environment)["questions"])
    if still:
        messages.info(request, "Draft saved. Some answers are left.")
        return f"{same}#question-{still[0].id}"
    blocked = saved.draft.pending or saved.draft.judgement.verdict == "blocked"
    page = "download" if "download" in request.POST and not blocked else "findings"
    return reverse(page, args=[saved.draft.pk])
