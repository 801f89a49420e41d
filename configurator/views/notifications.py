"""The notifications of a person, and the settings of them."""

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
from configurator.events import notifications as service
from configurator.events import sentences
from configurator.pages import notification_preferences

PAGE_SIZE = 25


@require_safe
@login_required
def notifications(request: HttpRequest) -> HttpResponse:
    """Show every notification of the signed-in person."""
    rows = service.notifications(access.signed_in(request))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "notifications/list.html", {"notifications": page})


@require_safe
@login_required
def open_notification(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a notification as read, and redirect to the page of its event."""
    notification = service.mark_read(access.signed_in(request), number)
    if notification is None:
        raise Http404(number)
    return redirect(sentences.url(notification.event))


@require_POST
@login_required
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Mark every notification of the signed-in person as read."""
    service.mark_all_read(access.signed_in(request))
    return redirect("notifications")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and save the events and channels that the signed-in person subscribes to."""
    user = access.signed_in(request)
    if request.method == "POST":
        subscribed = set(request.POST.getlist("subscribed"))
        service.save_preferences(
            user, notification_preferences.muted(subscribed), digested="digest" in request.POST
        )
        messages.success(request, "Notification settings saved.")
        return redirect("notification-preferences")
    return render(
        request, "notifications/preferences.html", {"rows": notification_preferences.rows(user)}
    )
