"""Notifications: what a person is told, the way to it, and what they want to hear of."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST
from django.views.decorators.http import require_safe

from configurator import access
from configurator.events import notifications as notifications_module
from configurator.events import sentences
from configurator.pages import notification_preferences

A_PAGE = 25


@require_safe
@login_required
def notifications(request: HttpRequest) -> HttpResponse:
    """List what this person is told of."""
    found = notifications_module.notices(access.signed_in(request))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/list.html", {"notices": page})


@require_safe
@login_required
def go(request: HttpRequest, number: int) -> HttpResponse:
    """Take this person to where it happened, and take the notification as read."""
    found = notifications_module.read(access.signed_in(request), number)
    if found is None:
        raise Http404(number)
    return redirect(sentences.place(found.event))


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Take everything as read."""
    notifications_module.read_all(access.signed_in(request))
    return redirect("notifications")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Let this person choose what they hear of, here and by e-mail."""
    who = access.signed_in(request)
    if request.method == "POST":
        notifications_module.mute(who, notification_preferences.muted(request.POST))
        messages.success(request, "Saved. It counts for what happens from now on.")
        return redirect("notification-preferences")
    return render(
        request, "notifications/preferences.html", {"rows": notification_preferences.rows(who)}
    )
