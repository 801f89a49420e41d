"""Revisions: saving one, and what was saved, as it was."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_safe

import generators
from configurator import access
from configurator.access import Access
from configurator.access import Right
from configurator.comments.discussion import Discussion
from configurator.comparison.inputs import since
from configurator.comparison.inputs import since_saved
from configurator.events import log
from configurator.forms.reviews import ReviewForm
from configurator.forms.reviews import review_form
from configurator.forms.revision import SaveForm
from configurator.forms.submitted import posted
from configurator.models import Revision
from configurator.models import Verb
from configurator.pages.configuration_frame import framed
from configurator.pages.file_tree import tree
from configurator.reviews.authors import parts
from configurator.reviews.summary import board
from configurator.services import last_seen
from configurator.services import revisions
from configurator.views.files import attached
from configurator.wizard import progress

GROUPS = (("Errors", "error"), ("Warnings", "warning"), ("Advice", "info"))


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save the draft as a revision; the first one also says whose it is from now on."""
    here = access.to(request, key, Right.EDIT)
    who = access.person(request)
    if who is None:
        return redirect_to_login(request.path)
    form = SaveForm(who, here.configuration, posted(request))
    if form.is_valid() and not here.configuration.pending:
        try:
            kept = revisions.save(
                key, who, form.cleaned_data["note"], form.cleaned_data.get("team")
            )
        except revisions.Unsettled:
            # Somebody wrote what cannot be read in this very moment: the page says what it is.
            return redirect("save", key)
        number = kept.revision.number
        if kept.new:
            messages.success(request, f"Saved as revision {number}.")
        else:
            messages.info(
                request, f"Nothing changed since revision {number}, so there is no new one."
            )
        return redirect("revision", key, number)
    draft = here.configuration
    judged = {"verdict": progress.verdict(draft), "summary": progress.summary(draft)}
    context = framed(here, "draft", form=form, pending=list(draft.pending), **judged)
    return render(request, "revisions/save.html", context)


@require_safe
def revision(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Show a revision: what was said of it, and every file that was made of it."""
    here = access.to(request, key)
    shown = here.revision(number)
    context = {
        **page(here, shown),
        **reviewed(here, shown),
    }
    if here.person and request.method == "GET":
        before = last_seen.look(here.configuration, here.person, number)
        # Whoever saved it knows what changed.
        before = 0 if shown.saver_id == here.person.pk else before
        context |= {"before": before, "looked": since(here, shown, before)}
    return render(request, "revisions/revision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def download(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Send the bundle's zip as it was made when the revision was saved."""
    here = access.to(request, key)
    shown = here.revision(number)
    if shown.archive is None:
        raise Http404(number)
    # Who asks for the head only takes nothing away.
    if request.method != "HEAD":
        log.record_event_of(here, Verb.DOWNLOADED, number, digest=shown.digest)
    name = f"{shown.archive.bundle.name}.zip"
    return attached(shown.archive.zipped, "application/zip", name)


@require_safe
def plan_file(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Send the revision's plan file, with no more in it than was chosen."""
    shown = access.to(request, key).revision(number)
    name = f"{shown.document['metadata']['name']}.plan.yaml"
    return attached(generators.dump([shown.document]).encode(), "application/yaml", name)


def reviewed(here: Access, shown: Revision, form: ReviewForm | None = None) -> dict[str, Any]:
    """Gather what the page of a revision shows of its review, and of the others around it."""
    last = shown.number if here.pinned else here.configuration.latest
    return {
        "since": since_saved(shown),
        "changed": since(here, shown, shown.number - 1),
        "board": board(here, shown),
        "form": form or review_form(here, shown),
        "parts": parts(shown),
        "invited": shown.requests.filter(reviewer=here.person, done=None).exists(),
        "last": last,
        "previous": shown.number - 1 if shown.number > 1 and not here.pinned else None,
        "next": shown.number + 1 if shown.number < last else None,
    }


def page(here: Access, shown: Revision) -> dict[str, Any]:
    """Gather what a page about a revision shows."""
    groups = [
        (title, [each for each in shown.judged if each.severity == severity])
        for title, severity in GROUPS
    ]
    return framed(
        here,
        "revision",
        revision=shown,
        groups=groups,
        bundle=shown.bundle,
        folder=tree(shown.bundle) if shown.bundle else None,
        discussion=Discussion(here, shown),
    )
