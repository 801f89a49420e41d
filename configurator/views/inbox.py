"""The inbox of a person, by section."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.decorators.http import require_safe

from configurator import access
from configurator.events import inbox as service
from configurator.events import sentences
from configurator.events.inbox import Section
from configurator.pages.inbox import DONE
from configurator.pages.inbox import inbox_page
from configurator.wording.plurals import counted


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Show a section of the inbox of the signed-in person, or what is done."""
    section, after = request.GET.get("section", ""), request.GET.get("after", "")
    page = inbox_page(access.signed_in(request), section, after)
    return render(request, "inbox/inbox.html", {"page": page})


@require_safe
@login_required
def open_item(request: HttpRequest, number: int) -> HttpResponse:
    """Mark an item as read, and redirect to the page of its last event."""
    item = service.mark_read(access.signed_in(request), number)
    if item is None:
        raise Http404(number)
    return redirect(sentences.url(item.event))


@require_POST
@login_required
def done(request: HttpRequest, number: int) -> HttpResponse:
    """Take an item out of the inbox, or put it back."""
    user, back = access.signed_in(request), "undo" in request.POST
    item = service.move_back(user, number) if back else service.mark_done(user, number)
    if item is None:
        raise Http404(number)
    following = request.POST.get("following", "")
    fragment = f"#item-{following}" if following.isdecimal() else ""
    return redirect(f"{_address(request, DONE if back else item.section)}{fragment}")


@require_POST
@login_required
def section_done(request: HttpRequest) -> HttpResponse:
    """Take every item of a section out of the inbox."""
    section = request.POST.get("section", "")
    if section not in Section.values:
        raise Http404(section)
    count = service.mark_section_done(access.signed_in(request), section)
    messages.success(request, f"{counted(count, 'item')} done.")
    return redirect("inbox")


def _address(request: HttpRequest, section: str) -> str:
    """Return the page that the form was on."""
    query = {"section": section}
    if (after := request.POST.get("after", "")).isdecimal():
        query["after"] = after
    return f"{reverse('inbox')}?{urlencode(query)}"
