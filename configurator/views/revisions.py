"""Saving a revision, and showing it as it was saved."""

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
from configurator.comparison.inputs import since_latest
from configurator.comparison.inputs import since_saved
from configurator.config.record_key import unsigned_reason
from configurator.events import log
from configurator.forms.reviews import ReviewForm
from configurator.forms.reviews import review_form
from configurator.forms.revision import SaveForm
from configurator.forms.submitted import posted
from configurator.models import Revision
from configurator.models import User
from configurator.models import Verb
from configurator.pages.configuration_frame import framed
from configurator.pages.draft_review import needed_approvals
from configurator.pages.draft_review import save_costs
from configurator.pages.file_tree import tree
from configurator.pages.glance import glance
from configurator.pages.inventories import drawn_environments
from configurator.pages.next_steps import next_steps_of_revision
from configurator.pages.reviewed_difference import ReviewedDifference
from configurator.pages.reviewed_difference import ReviewedSide
from configurator.reviews.authors import contributions
from configurator.reviews.authors import suggestions
from configurator.reviews.claims import revision_claims
from configurator.reviews.summary import review_summary
from configurator.services import last_seen
from configurator.services import review_requests
from configurator.services import revisions
from configurator.services.reviews import Refused
from configurator.services.reviews import approval_changes
from configurator.views.files import attached
from configurator.wizard import progress
from configurator.wording.plurals import listed
from configurator.wording.urls import repository_url

GROUPS = (("Errors", "error"), ("Warnings", "warning"), ("Info", "info"))


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save the draft as a revision; saving the first one also sets the owner."""
    grant = access.to(request, key, Right.EDIT)
    person = access.person(request)
    if person is None:
        return redirect_to_login(request.path)
    form = SaveForm(person, grant.configuration, posted(request))
    if form.is_valid() and not grant.configuration.pending:
        try:
            saved = revisions.save(
                key, person, form.cleaned_data["note"], form.cleaned_data.get("team")
            )
        except revisions.InvalidValues:
            # An invalid value was written at the same time: the page names it.
            return redirect("save", key)
        number = saved.revision.number
        _request_reviews(request, key, form.cleaned_data["reviewers"])
        if saved.new:
            messages.success(request, _saved_text(saved.revision))
        else:
            messages.info(
                request, f"Nothing changed since revision {number}. No revision was saved."
            )
        return redirect("revision", key, number)
    pending = list(grant.configuration.pending)
    foreseen = {} if pending else _foreseen(grant)
    context = framed(grant, "draft", form=form, pending=pending, **foreseen)
    return render(request, "revisions/save.html", context)


def _request_reviews(request: HttpRequest, key: UUID, people: list[User]) -> None:
    """Request reviews of the revision that was saved just now, and say who was asked."""
    if not people:
        return
    try:
        asked = review_requests.create(access.to(request, key, Right.EDIT), people)
    except Refused as refused:
        messages.warning(request, f"No review was requested. {refused}")
        return
    if asked:
        names = listed([person.display_name for person in asked])
        messages.success(request, f"Review requested from {names}.")


def _foreseen(grant: Access) -> dict[str, Any]:
    """Gather what saving the draft changes, which approvals it costs, and whose it will need."""
    draft = grant.configuration
    costs = save_costs(draft)
    return {
        "result": progress.result(draft),
        "summary": progress.summary(draft),
        "changed": since_latest(grant),
        "costs": costs,
        "needed": needed_approvals(draft, costs.retained if costs else ()),
    }


def _saved_text(revision: Revision) -> str:
    """Write that a revision was saved, and which environments keep or lose their approval."""
    text = f"Saved as revision {revision.number}."
    changes = approval_changes(revision)
    if changes.retained:
        text += f" Approval kept: {changes.retained} (the rendered objects are the same)."
    if changes.lost:
        text += f" Approval lost: {changes.lost} (the rendered objects changed)."
    return text


@require_safe
def revision(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Show a revision: its review, its findings and its files."""
    grant = access.to(request, key)
    revision = grant.revision(number)
    context = {**revision_page(request, grant, revision), **review_context(grant, revision)}
    # No share link opens the repository: it takes a token of somebody with access.
    context["repository"] = "" if grant.link else repository_url(request, key)
    if grant.person and request.method == "GET":
        before = last_seen.mark_seen(grant.configuration, grant.person, number)
        # The person who saved it knows what changed.
        before = 0 if revision.saver_id == grant.person.pk else before
        context |= {"before": before, "looked": since(grant, revision, before)}
    return render(request, "revisions/revision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def download(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Send the bundle's zip as it was generated when the revision was saved."""
    grant = access.to(request, key)
    revision = grant.revision(number)
    if revision.archive is None:
        raise Http404(number)
    # A HEAD request downloads nothing.
    if request.method != "HEAD":
        log.record_event_of(grant, Verb.DOWNLOADED, number, digest=revision.digest)
    name = f"{revision.archive.bundle.name}.zip"
    return attached(revision.archive.zipped, "application/zip", name)


@require_safe
def plan_file(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Send the revision's plan file, without defaults."""
    revision = access.to(request, key).revision(number)
    name = f"{revision.document['metadata']['name']}.plan.yaml"
    return attached(generators.dump([revision.written]).encode(), "application/yaml", name)


def review_context(
    grant: Access, revision: Revision, form: ReviewForm | None = None
) -> dict[str, Any]:
    """Gather what the page of a revision shows of its review and its neighbours."""
    number = revision.number
    last = number if grant.pinned else grant.configuration.latest
    return {
        "since": since_saved(revision),
        "reviewed": ReviewedDifference(None, ReviewedSide(grant, revision, str(number))),
        "review": review_summary(grant, revision),
        "unsigned": unsigned_reason(),
        "form": form or review_form(grant, revision),
        "pending_comments": list(grant.pending_comments) if grant.may(Right.REVIEW) else [],
        "contributions": contributions(revision),
        "suggested": suggestions(revision),
        "suggestions": grant.open_suggestions.count() if grant.may(Right.EDIT) else 0,
        "requested": revision.requests.filter(reviewer=grant.person, done=None).exists(),
        "last": last,
        "previous": number - 1 if number > 1 and not grant.pinned else None,
        "next": number + 1 if number < last else None,
    }


def _preset_of(revision: Revision) -> generators.Preset | None:
    """Return the preset that a first revision began from: it has no other to be compared with."""
    slug = revision.configuration.preset if revision.number == 1 else ""
    return next((preset for preset in generators.PRESETS if preset.slug == slug), None)


def revision_page(request: HttpRequest, grant: Access, revision: Revision) -> dict[str, Any]:
    """Gather what the page of a revision shows of its changes, findings, bundle and threads."""
    groups = [
        (title, [finding for finding in revision.stored_findings if finding.severity == severity])
        for title, severity in GROUPS
    ]
    bundle, key = revision.bundle, grant.configuration.pk
    claims = revision_claims(revision)
    changed = since(grant, revision, revision.number - 1)
    return framed(
        grant,
        "revision",
        revision=revision,
        changed=changed,
        preset=_preset_of(revision),
        glance=glance(changed, claims),
        groups=groups,
        claims=claims,
        unstated=sum(not claim.value for claim in claims),
        duties=[finding for finding in revision.stored_findings if finding.duty],
        environments_drawn=drawn_environments(revision),
        bundle=bundle,
        next_steps=next_steps_of_revision(request, bundle, key, revision.number)
        if bundle
        else None,
        folder=tree(bundle) if bundle else None,
        discussion=Discussion(grant, revision),
    )
