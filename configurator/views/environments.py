"""The environments of a draft: their list, their matrix, and a promotion between two of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST
from django.views.decorators.http import require_safe

import generators
from configurator import access
from configurator.forms.environments import EnvironmentNameForm
from configurator.forms.environments import NewEnvironmentForm
from configurator.forms.submitted import posted
from configurator.models import Configuration
from configurator.pages.configuration_frame import framed
from configurator.pages.draft_review import draft_review
from configurator.pages.matrix import Matrix
from configurator.pages.matrix import matrix as matrix_of
from configurator.pages.promotions import lines
from configurator.pages.promotions import origins
from configurator.plans.environments import judge
from configurator.services import environments as service
from configurator.services import promotions
from configurator.wizard import progress

CHANGED = "The draft changed meanwhile, so nothing was promoted. This is what would move now."
DIGITS = 18


@require_http_methods(["GET", "HEAD", "POST"])
def environments(request: HttpRequest, key: UUID) -> HttpResponse:
    """List the environments in the order of promotion, and add one."""
    draft = access.draft(request, key)
    form = NewEnvironmentForm(draft.plan_file.environments, posted(request))
    if form.is_valid():
        name, person = form.cleaned_data["name"], access.person(request)
        source, before = form.cleaned_data["start"], form.cleaned_data["before"]
        try:
            service.add(key=key, name=name, source=source, before=before, person=person)
        except service.Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Environment {name} added.")
        return redirect("environments", key)
    names = draft.plan_file.environments
    rows = [(name, len(draft.plan_file.own.get(name, {}))) for name in names]
    pairs = list(pairwise(names))
    context = _context(draft, form=form, rows=rows, pairs=pairs, origins=origins(draft))
    return render(request, "environments/environments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Give an environment another name."""
    draft = _with(access.draft(request, key), name)
    taken = [environment for environment in draft.plan_file.environments if environment != name]
    form = EnvironmentNameForm(taken, posted(request), initial={"name": name})
    if form.is_valid():
        new = form.cleaned_data["name"]
        try:
            service.rename(key=key, name=name, new=new, person=access.person(request))
        except service.Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Environment {name} is now {new}.")
        return redirect("environments", key)
    context = _context(draft, form=form, name=name)
    return render(request, "environments/rename.html", context)


@require_POST
def move(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Move an environment one place up or down in the order of promotion."""
    _with(access.draft(request, key), name)
    service.move(key=key, name=name, up="up" in request.POST, person=access.person(request))
    return redirect("environments", key)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Ask whether an environment is to be removed, then remove it."""
    draft = _with(access.draft(request, key), name)
    if request.method == "POST":
        try:
            service.remove(key=key, name=name, person=access.person(request))
        except service.Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Environment {name} removed.")
        return redirect("environments", key)
    own = len(draft.plan_file.own.get(name, {}))
    only = len(draft.plan_file.environments) == 1
    context = _context(draft, name=name, own=own, only=only)
    return render(request, "environments/remove.html", context)


@require_safe
def matrix(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the choices of the draft beside each other, environment by environment."""
    draft = access.draft(request, key)

    def link(environment: str, path: str) -> str:
        return progress.question_url(draft, environment, path)

    table = matrix_of(draft.plan_file, draft.judgement, link)
    context = _context(draft, origins=origins(draft), **_table(request, table))
    return render(request, "environments/matrix.html", context)


@require_safe
def revision_matrix(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Show the choices of a revision beside each other, environment by environment."""
    grant = access.to(request, key)
    revision = grant.revision(number)
    try:
        file = revision.plan_file
        table = matrix_of(file, judge(file, timezone.localdate()))
    except generators.Unreadable:
        raise Http404(number) from None
    pairs = list(pairwise(file.own))
    context = framed(grant, "matrix", revision=revision, pairs=pairs, **_table(request, table))
    return render(request, "environments/revision_matrix.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def promote(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what a promotion would move and what stays, then change the draft so."""
    draft = access.draft(request, key)
    sent = request.POST if request.method == "POST" else request.GET
    source, target = _ends(draft, sent.get("from", ""), sent.get("to", ""))
    also = [path for path in sent.getlist("also") if path]
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        number = int(seen) if seen.isdecimal() and len(seen) <= DIGITS else 0
        try:
            promotion = promotions.promote(
                key=key,
                source=source,
                target=target,
                also=also,
                seen=number,
                person=access.person(request),
            )
        except service.Refused as error:
            messages.error(request, str(error))
            return redirect("environments", key)
        if promotion:
            messages.success(request, _moved(source, target, promotion))
            return redirect("environments", key)
        messages.warning(request, CHANGED)
        draft = access.draft(request, key)
    return render(request, "environments/promote.html", _preview(draft, source, target, also))


def _preview(draft: Configuration, source: str, target: str, also: list[str]) -> dict[str, Any]:
    context = _context(draft, source=source, target=target, also=also)
    try:
        promotion = generators.promote(draft.plan_file, source, target)
    except generators.CannotPromote as error:
        return context | {"refused": str(error)}
    origin = next((origin for origin in origins(draft) if origin.target == target), None)
    moved, stayed = lines(promotion.moved), lines(promotion.stayed)
    return context | {"moved": moved, "stayed": stayed, "origin": origin}


def _moved(source: str, target: str, promotion: generators.Promotion) -> str:
    titles = [generators.choice_at(difference.path).title for difference in promotion.moved]
    if not titles:
        return f"{target} has these values of {source} already."
    return f"{source} promoted to {target} in the draft: {', '.join(titles)}."


def _ends(draft: Configuration, source: str, target: str) -> tuple[str, str]:
    """Take the first environment and the one after it where the request names none."""
    names = draft.plan_file.environments
    source = source or names[0]
    after = names.index(source) + 1 if source in names else 0
    return source, target or (names[after] if after < len(names) else names[-1])


def _table(request: HttpRequest, table: Matrix) -> dict[str, Any]:
    only = request.GET.get("only") == "differences"
    return {"table": table, "only": only, "topics": table.narrowed() if only else table.topics}


def _context(draft: Configuration, **more: Any) -> dict[str, Any]:
    names = draft.plan_file.environments
    stages = progress.stages(draft)
    return {
        "draft": draft,
        "current_tab": "environments",
        "names": names,
        "stages": stages,
        "draft_review": draft_review(draft),
        **more,
    }


def _with(draft: Configuration, name: str) -> Configuration:
    if name not in draft.plan_file.environments:
        raise Http404(name)
    return draft
