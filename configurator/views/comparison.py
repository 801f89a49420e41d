"""The comparison of two sides: as a page, as one file, and as a patch."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from configurator import access
from configurator.comments.viewed import Viewed
from configurator.comparison import Comparison
from configurator.comparison import compare as comparison_of
from configurator.comparison import inputs
from configurator.comparison import urls
from configurator.comparison.files import FileChange
from configurator.comparison.inputs import Input
from configurator.comparison.options import environment_names
from configurator.comparison.options import option_groups
from configurator.comparison.patch import LARGEST as LARGEST_PATCH
from configurator.comparison.patch import patch as patch_of
from configurator.comparison.sections import Section
from configurator.comparison.sections import sections
from configurator.pages.configuration_frame import pending_count
from configurator.pages.reviewed_difference import reviewed_difference
from configurator.pages.reviewed_difference import threads_left_out
from configurator.views.files import attached

SIDES = ("left", "right")
UNIFIED, SPLIT = "unified", "split"


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show the differences between two sides; a form to choose them where one is missing."""
    visitor = access.visitor(request)
    chosen = {name: reference for name in SIDES if (reference := _reference(request, name))}
    try:
        loaded = dict(zip(chosen, inputs.load(visitor, chosen.values()), strict=True))
    except inputs.UnknownEnvironment as error:
        return _unknown_environment(request, error)
    context = _form(request, loaded)
    if len(loaded) < len(SIDES):
        return render(request, "comparison/choose.html", context)
    comparison = comparison_of(loaded["left"].side, loaded["right"].side)
    path = request.GET.get("file", "")
    if path:
        files = [Section(_file(comparison, path), whole=True)]
    else:
        files = list(sections(comparison.files))
    reviewed = reviewed_difference(
        loaded["left"], loaded["right"], [section.change for section in files]
    )
    context |= _page(request, loaded, comparison)
    left_out = threads_left_out(reviewed, comparison, files, path)
    context |= {"sections": files, "path": path, "reviewed": reviewed, "left_out": left_out}
    if reviewed.right:
        ticks = Viewed(reviewed.right.access, reviewed.right.revision)
        context["ticks"] = ticks
        context["viewed_files"] = sum(ticks.has("file", section.change.path) for section in files)
        context["pending"] = pending_count(reviewed.right.access)
    return render(request, "comparison/comparison.html", context)


@require_safe
def patch(request: HttpRequest) -> HttpResponse:
    """Send the patch from the left side's files to the right side's, or the patch of one file."""
    references = [_reference(request, name) for name in SIDES]
    try:
        left, right = inputs.load(access.visitor(request), references)
    except inputs.UnknownEnvironment as error:
        return _unknown_environment(request, error)
    comparison = comparison_of(left.side, right.side)
    if left.side.no_files or right.side.no_files:
        return _no_patch(request, left, right)
    path = request.GET.get("file")
    changes = [_file(comparison, path)] if path else comparison.files
    if sum(change.size for change in changes) > LARGEST_PATCH:
        return _no_patch(request, left, right, too_large=True)
    return attached(patch_of(changes), "text/x-patch; charset=utf-8", _patch_name(left, right))


def _reference(request: HttpRequest, name: str) -> str:
    """Read the reference to a side, and the environment that the form has in a field of its own.

    A preset has no environments, so that the field says nothing of it.
    """
    reference = request.GET.get(name, "")
    environment = request.GET.get(f"{name}-environment", "")
    if not environment or not reference or reference.startswith(f"{urls.PRESET}:"):
        return reference
    return f"{reference.partition(urls.AT)[0]}{urls.AT}{environment}"


def _unknown_environment(request: HttpRequest, error: inputs.UnknownEnvironment) -> HttpResponse:
    """Say which environments there are, and ask again with the same sides."""
    chosen = {name: request.GET[name] for name in SIDES if request.GET.get(name)}
    whole = [reference.partition(urls.AT)[0] for reference in chosen.values()]
    loaded = dict(zip(chosen, inputs.load(access.visitor(request), whole), strict=True))
    context = _form(request, loaded) | {"refusal": str(error)}
    return render(request, "comparison/choose.html", context, status=HTTPStatus.NOT_FOUND)


@require_safe
def release_notes(request: HttpRequest) -> HttpResponse:
    """Send as Markdown what applying the right side does to the left one."""
    references = [request.GET.get(name, "") for name in SIDES]
    left, right = inputs.load(access.visitor(request), references)
    effects = comparison_of(left.side, right.side).effects
    if effects.unknown:
        return _no_patch(request, left, right, reason=effects.unknown)
    name = _patch_name(left, right).removesuffix(".patch") + ".md"
    return attached(effects.markdown.encode(), "text/markdown; charset=utf-8", name)


def _no_patch(
    request: HttpRequest, left: Input, right: Input, *, too_large: bool = False, reason: str = ""
) -> HttpResponse:
    context = {"left": left, "right": right, "too_large": too_large, "reason": reason}
    return render(request, "comparison/unavailable.html", context, status=HTTPStatus.CONFLICT)


def _patch_name(left: Input, right: Input) -> str:
    return f"{left.slug}-to-{right.slug}.patch"


def _file(comparison: Comparison, path: str) -> FileChange:
    for change in comparison.files:
        if change.path == path:
            return change
    raise Http404(path)


def _form(request: HttpRequest, loaded: dict[str, Input]) -> dict[str, Any]:
    visitor = access.visitor(request)
    rows = access.visible(visitor.person) if visitor.person else access.drafts(request)
    return {
        "option_groups": option_groups(visitor, rows, tuple(loaded.values())),
        "names": environment_names(tuple(loaded.values())),
        "chosen": {name: str(side.reference.whole) for name, side in loaded.items()},
        "environments": {name: side.reference.environment for name, side in loaded.items()},
        "view": SPLIT if request.GET.get("view") == SPLIT else UNIFIED,
    }


def _page(request: HttpRequest, loaded: dict[str, Input], comparison: Comparison) -> dict[str, Any]:
    left, right = (str(loaded[name].reference) for name in SIDES)
    view = {"view": SPLIT} if request.GET.get("view") == SPLIT else {}
    file = {"file": request.GET.get("file", "")}
    return {
        **loaded,
        "comparison": comparison,
        "folder": comparison.left.plan.name if comparison.left.plan else "",
        "whole_url": urls.page(left, right, **view),
        "swapped_url": urls.page(right, left, **view),
        "unified_url": urls.page(left, right, **file),
        "split_url": urls.page(left, right, view=SPLIT, **file),
        "patch_url": urls.patch(left, right),
        "release_notes_url": urls.release_notes(left, right),
        "patch_name": _patch_name(loaded["left"], loaded["right"]),
    }
