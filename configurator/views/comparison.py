"""Two sides against each other: as a page, file by file, and as a patch."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from configurator import access
from configurator.comparison import Comparison
from configurator.comparison import compare as compared
from configurator.comparison import inputs
from configurator.comparison import urls
from configurator.comparison.files import FileChange
from configurator.comparison.inputs import Found
from configurator.comparison.options import offers
from configurator.comparison.patch import patch as patch_of
from configurator.comparison.sections import Section
from configurator.comparison.sections import sections
from configurator.views.files import attached

SIDES = ("left", "right")
# Characters of the files that a patch changes; a bundle has a few hundred thousand.
LARGEST_PATCH = 4_000_000
UNIFIED, SPLIT = "unified", "split"


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show what differs between two sides; a form to choose them where one is missing."""
    asked = {name: request.GET[name] for name in SIDES if request.GET.get(name)}
    found = dict(zip(asked, inputs.found(access.visitor(request), asked.values()), strict=True))
    context = _form(request, found)
    if len(found) < len(SIDES):
        return render(request, "comparison/choose.html", context)
    comparison = compared(found["left"].side, found["right"].side)
    shown = sections(comparison.files)
    if place := request.GET.get("file"):
        shown = iter([Section(_file(comparison, place), whole=True)])
    context |= _page(request, found, comparison) | {"sections": list(shown), "place": place}
    return render(request, "comparison/comparison.html", context)


@require_safe
def patch(request: HttpRequest) -> HttpResponse:
    """Send the patch that makes the right side's files of the left one's, or one file's part."""
    asked = [request.GET.get(name, "") for name in SIDES]
    left, right = inputs.found(access.visitor(request), asked)
    comparison = compared(left.side, right.side)
    if left.side.lacking or right.side.lacking:
        return _nothing(request, left, right)
    place = request.GET.get("file")
    changes = [_file(comparison, place)] if place else comparison.files
    if sum(change.size for change in changes) > LARGEST_PATCH:
        return _nothing(request, left, right, large=True)
    name = f"{left.slug}-to-{right.slug}.patch"
    return attached(patch_of(changes), "text/x-patch; charset=utf-8", name)


def _nothing(
    request: HttpRequest, left: Found, right: Found, *, large: bool = False
) -> HttpResponse:
    context = {"left": left, "right": right, "large": large}
    return render(request, "comparison/unavailable.html", context, status=HTTPStatus.CONFLICT)


def _file(comparison: Comparison, path: str) -> FileChange:
    for each in comparison.files:
        if each.path == path:
            return each
    raise Http404(path)


def _form(request: HttpRequest, found: dict[str, Found]) -> dict[str, Any]:
    who = access.visitor(request)
    rows = access.visible(who.person) if who.person else access.drafts(request)
    return {
        "offers": offers(who, rows, tuple(found.values())),
        "chosen": {name: str(each.address) for name, each in found.items()},
        "view": SPLIT if request.GET.get("view") == SPLIT else UNIFIED,
    }


def _page(request: HttpRequest, found: dict[str, Found], comparison: Comparison) -> dict[str, Any]:
    left, right = (str(found[name].address) for name in SIDES)
    view = {"view": SPLIT} if request.GET.get("view") == SPLIT else {}
    place = {"file": request.GET.get("file", "")}
    return {
        **found,
        "comparison": comparison,
        "folder": comparison.left.plan.name if comparison.left.plan else "",
        "whole": urls.page(left, right, **view),
        "swapped": urls.page(right, left, **view),
        "unified": urls.page(left, right, **place),
        "split": urls.page(left, right, view=SPLIT, **place),
        "patch": urls.patch(left, right),
        "patch_name": f"{found['left'].slug}-to-{found['right'].slug}.patch",
    }
