"""One step of the wizard: its page, and the part that autosave refreshes."""

from __future__ import annotations

from secrets import token_hex
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST
from django.views.decorators.http import require_safe

from configurator import access
from configurator.access import Right
from configurator.comments.discussion import open_threads_about
from configurator.git.history import APPROVED
from configurator.models import Configuration
from configurator.pages.draft_review import DraftReview
from configurator.pages.draft_review import draft_review
from configurator.pages.draft_review import first_paths
from configurator.pages.line_threads import line_threads
from configurator.pages.live import opening
from configurator.pages.panel import panel
from configurator.pages.panel import stale
from configurator.pages.questions import refreshed
from configurator.plans import steps
from configurator.plans.environments import SHARED
from configurator.views import errors
from configurator.views.fixes import apply_and_report
from configurator.views.step_form import environment_of
from configurator.views.step_form import report_updates
from configurator.views.step_form import too_large
from configurator.wizard import progress
from configurator.wizard.environments import METADATA_STEP
from configurator.wizard.environments import needed
from configurator.wizard.environments import query_of
from configurator.wizard.environments import tabs
from configurator.wizard.form import StepForm
from configurator.wizard.form import html_id
from configurator.wizard.questions import questions
from configurator.wizard.questions import sections
from configurator.wizard.save import SavedStep
from configurator.wizard.save import save_step
from configurator.wizard.submission import answered
from configurator.wizard.submission import read_submission
from configurator.wording import labels
from configurator.wording.urls import repository_url

OWN_REPOSITORY = "own-repository"  # the name of a button


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """Show the choices of a step; save them as the draft and go to the next page."""
    draft, step = access.draft(request, key), _step(slug)
    environment = SHARED if step.slug == METADATA_STEP else environment_of(request, draft)
    if request.method != "POST":
        return render(request, "wizard/step.html", _page(draft, step, environment))
    if too_large(request):
        return errors.too_large(request)
    own = _own_repository(request, draft) if OWN_REPOSITORY in request.POST else {}
    sent = answered(request.POST, own)
    submission = read_submission(step, sent, pressed=True)
    saved = save_step(draft.pk, step, submission, access.person(request), environment)
    if saved.conflicts:
        return render(request, "wizard/step.html", _page(saved.draft, step, environment, saved))
    report_updates(request, saved)
    return redirect(_next_url(request, saved, step, environment))


def _own_repository(request: HttpRequest, draft: Configuration) -> dict[str, str]:
    """Return the GitOps choices that name the Git repository of this configuration."""
    return {
        "operations.gitUrl": repository_url(request, draft.pk),
        "operations.gitPath": "",
        "operations.gitRevision": APPROVED,
    }


@require_safe
def threads(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """Send the open threads about lines that the choices of a step make, for its page."""
    grant, step = access.to(request, key, Right.EDIT), _step(slug)
    context = {"draft": grant.configuration, "line_threads": line_threads(grant, step)}
    return render(request, "comments/line_threads.html", context)


@require_POST
def check(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """Autosave what was typed so far, and refresh the findings."""
    draft, step = access.draft_to_lock(request, key), _step(slug)
    environment = SHARED if step.slug == METADATA_STEP else environment_of(request, draft)
    if too_large(request):
        return errors.too_large(request)
    submission = read_submission(step, request.POST)
    saved = save_step(draft.pk, step, submission, access.person(request), environment)
    context = _context(saved.draft, step, environment, saved)
    context |= refreshed(context["questions"], submission, saved.derived)
    context["stale"] = stale(context["fingerprints"], submission.shown)
    answer = render(request, "wizard/check.html", context)
    answer.headers["HX-Trigger"] = "draft-saved"
    return answer


def _step(slug: str) -> steps.Step:
    try:
        return steps.step_at(slug)
    except KeyError:
        raise Http404(slug) from None


def _page(
    draft: Configuration, step: steps.Step, environment: str, saved: SavedStep | None = None
) -> dict[str, Any]:
    """Show a step on a whole page, with the open threads about its choices and their findings."""
    context = _context(draft, step, environment, saved)
    step_questions = context["questions"]
    review: DraftReview | None = context["draft_review"]
    paths = [choice.path for choice in step.choices]
    home = first_paths(review.revision) if review else {}
    rules = [rule for rule, path in home.items() if path in paths]
    return {
        **context,
        **opening(draft, step.slug, environment),
        "number": steps.STEPS.index(step) + 1,
        "invalid": [
            question for question in step_questions if question.bound and question.bound.errors
        ],
        "tabs": tabs(draft, step, environment),
        "before": steps.before(step),
        "after": steps.after(step),
        "sections": list(sections(step_questions)),
        "page": token_hex(8),
        "open_threads": open_threads_about(draft, paths, rules),
        "home": home,
    }


def _context(
    draft: Configuration, step: steps.Step, environment: str, saved: SavedStep | None = None
) -> dict[str, Any]:
    """Show a step as it is stored, and what was just sent where that is still to be decided."""
    choices, plan = needed(draft, step, environment), draft.plan_of(environment)
    conflicts, theirs = (saved.conflicts, saved.theirs) if saved else ({}, {})
    form = StepForm.stored(plan, choices, draft.unfinished_in(environment), conflicts)
    step_questions = questions(draft, step, form, theirs, environment)
    context = {
        "draft": draft,
        "step": step,
        "environment": environment,
        "query": query_of(environment),
        "saved": saved is not None,
        "result": progress.result(draft),
        "questions": step_questions,
        "conflicts": [question for question in step_questions if question.conflict],
        "updated": [question for question in step_questions if question.updated],
        "summary": progress.summary(draft),
        "stages": progress.stages(draft, environment),
        "draft_review": draft_review(draft),
    }
    return context | panel(draft, step, environment, context)


def _next_url(request: HttpRequest, saved: SavedStep, step: steps.Step, environment: str) -> str:
    """Go where the pressed button leads, but not past an answer that cannot be read."""
    query = query_of(environment)
    same = reverse("step", args=[saved.draft.pk, step.slug]) + query
    if fix_id := request.POST.get("fix"):
        apply_and_report(request, saved.draft.pk, fix_id)
        return same
    shared = request.POST.get("shared")
    if shared:
        title = labels.choice_title(shared)
        messages.success(request, f"{title}: {environment} uses the shared value.")
    if path := shared or next(iter(saved.form.errors), ""):
        return f"{same}#question-{html_id(path)}"
    if saved.asks_more(step):
        messages.info(request, "Draft saved. This page now has more choices to fill in.")
        return same
    if {"stay", "decided", OWN_REPOSITORY} & request.POST.keys():
        messages.success(request, "Draft saved.")
        return same
    following = steps.before(step) if "back" in request.POST else steps.after(step)
    if following is None:
        return reverse("findings", args=[saved.draft.pk])
    return reverse("step", args=[saved.draft.pk, following.slug]) + query
