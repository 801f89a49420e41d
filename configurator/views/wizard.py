"""One step of the wizard: its page, and the part that autosave refreshes."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

import generators
from configurator import access
from configurator.comments.discussion import open_choice_threads
from configurator.models import Configuration
from configurator.plans import steps
from configurator.plans.environments import SHARED
from configurator.views import errors
from configurator.views.fixes import add_fix_message
from configurator.wizard import progress
from configurator.wizard import save
from configurator.wizard.environments import METADATA_STEP
from configurator.wizard.environments import findings_in
from configurator.wizard.environments import needed
from configurator.wizard.environments import query_of
from configurator.wizard.environments import tabs
from configurator.wizard.form import StepForm
from configurator.wizard.form import html_id
from configurator.wizard.questions import Question
from configurator.wizard.questions import questions
from configurator.wizard.questions import sections
from configurator.wording import labels


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """Show the choices of a step; save them as the draft and go to the next page."""
    draft, here = access.draft(request, key), _step(slug)
    environment = _environment(request, draft, here)
    if request.method != "POST":
        return render(request, "wizard/step.html", _page(draft, here, environment))
    if _too_large(request):
        return errors.too_large(request)
    who = access.person(request)
    saved = save.answer(draft.pk, here, request.POST, who, pressed=True, environment=environment)
    if saved.undecided:
        return render(request, "wizard/step.html", _page(saved.draft, here, environment, saved))
    _tell(request, saved)
    return redirect(_next(request, saved, here, environment))


@require_POST
def check(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """Autosave what was typed so far, and refresh the findings."""
    draft, here = access.draft(request, key), _step(slug)
    environment = _environment(request, draft, here)
    if _too_large(request):
        return errors.too_large(request)
    who = access.person(request)
    saved = save.answer(draft.pk, here, request.POST, who, environment=environment)
    context = _shown(saved.draft, here, environment, saved)
    sent, told = save.sent_choices(here, request.POST), request.POST.getlist("told")
    context |= _changed(context["questions"], sent, told)
    context["said"] = request.POST.get("said")
    context["tab"] = request.POST.get("tab")
    return render(request, "wizard/check.html", context)


def _too_large(request: HttpRequest) -> bool:
    """Tell whether a page sends more than any holds: each word of it is looked through."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > settings.LARGEST_STEP


def _step(slug: str) -> steps.Step:
    try:
        return steps.step_at(slug)
    except KeyError:
        raise Http404(slug) from None


def _environment(request: HttpRequest, draft: Configuration, here: steps.Step) -> str:
    """Name the environment whose tab is open, empty for the shared one; 404 where it is gone."""
    sent = request.POST if request.method == "POST" else request.GET
    name = sent.get("environment") or SHARED
    if here.slug == METADATA_STEP:
        return SHARED
    if name and name not in draft.plan_file.own:
        raise Http404(name)
    return name


def _page(
    draft: Configuration, here: steps.Step, environment: str, saved: save.Saved | None = None
) -> dict[str, Any]:
    """Show a step on a whole page, with the open threads about its choices."""
    threads = open_choice_threads(draft, [choice.path for choice in here.choices])
    return {**_shown(draft, here, environment, saved), "open_threads": threads}


def _shown(
    draft: Configuration, here: steps.Step, environment: str, saved: save.Saved | None = None
) -> dict[str, Any]:
    """Show a step as it is stored, and what was just sent where that is still to be decided."""
    asked_for, plan = needed(draft, here, environment), draft.plan_of(environment)
    undecided, elsewhere = (saved.undecided, saved.elsewhere) if saved else ({}, {})
    form = StepForm.stored(plan, asked_for, draft.unfinished_in(environment), undecided)
    asked = questions(draft, here, form, elsewhere, environment)
    return {
        "draft": draft,
        "step": here,
        "number": steps.STEPS.index(here) + 1,
        "unread": [each for each in asked if each.bound and each.bound.errors],
        "panel": list(_panel(draft, here, environment)),
        "environment": environment,
        "query": query_of(environment),
        "tabs": tabs(draft, here, environment),
        "verdict": progress.verdict(draft),
        "before": steps.before(here),
        "after": steps.after(here),
        "questions": asked,
        "sections": list(sections(asked)),
        "undecided": [each for each in asked if each.theirs and each.theirs.open],
        "told": [each for each in asked if each.told],
        "tab": token_hex(8),
        "summary": progress.summary(draft),
        "stages": progress.stages(draft, environment),
    }


def _changed(
    asked: Iterable[Question], before: Iterable[generators.Choice], told: Iterable[str]
) -> dict[str, list[Question]]:
    """Part the questions into those that come, go or show what somebody else wrote, and the rest.

    The rest stay as they are and keep the focus.
    """
    shown = {each.path for each in before}
    here = [each for each in asked if each.bound or each.choice.path in shown]
    kept = [
        each
        for each in here
        if each.bound and each.choice.path in shown and (not each.told or each.choice.path in told)
    ]
    return {"changed": [each for each in here if each not in kept], "kept": kept}


def _panel(
    draft: Configuration, here: steps.Step, environment: str
) -> Iterator[tuple[str, list[generators.Finding]]]:
    """Part the findings into those of this page and the rest."""
    paths = {choice.path for choice in here.choices}
    findings = findings_in(draft, environment) if environment else tuple(draft.judgement.findings)
    yield "On this page", [finding for finding in findings if paths & set(finding.paths)]
    yield "On other pages", [finding for finding in findings if not paths & set(finding.paths)]


def _tell(request: HttpRequest, saved: save.Saved) -> None:
    """Say what others changed on this page, and this page did not."""
    titles = {path: field.choice.title for path, field in saved.form.choice_fields()}
    for who in dict.fromkeys(each.who for each in saved.elsewhere.values()):
        theirs = [titles[path] for path, each in saved.elsewhere.items() if each.who == who]
        messages.info(request, f"{who} changed {', '.join(theirs)}. The new values are kept.")


def _next(request: HttpRequest, saved: save.Saved, here: steps.Step, environment: str) -> str:
    """Go where the pressed button leads, but not past an answer that cannot be read."""
    query = query_of(environment)
    same = reverse("step", args=[saved.draft.pk, here.slug]) + query
    if mark := request.POST.get("fix"):
        add_fix_message(request, save.fix(saved.draft.pk, mark, access.person(request)))
        return same
    shared = request.POST.get("shared")
    if shared:
        title = labels.choice_title(shared)
        messages.success(request, f"{title}: {environment} uses the shared value.")
    if path := shared or next(iter(saved.form.errors), ""):
        return f"{same}#question-{html_id(path)}"
    if saved.asked_more:
        messages.info(request, "Draft saved. This page now has more choices to fill in.")
        return same
    if {"stay", "decided"} & request.POST.keys():
        messages.success(request, "Draft saved.")
        return same
    after = steps.before(here) if "back" in request.POST else steps.after(here)
    if after is None:
        return reverse("findings", args=[saved.draft.pk])
    return reverse("step", args=[saved.draft.pk, after.slug]) + query
