"""Webhooks of a team: where its owners send what happens, and how that went."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models import Q
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

from configurator.access import memberships
from configurator.events import signatures
from configurator.events import webhooks as services
from configurator.forms.submitted import posted
from configurator.forms.webhooks import USUAL
from configurator.forms.webhooks import WebhookForm
from configurator.models import Webhook

A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def webhooks(request: HttpRequest, slug: str) -> HttpResponse:
    """List a team's webhooks, and add another."""
    seat = memberships.seat(request, slug, owner=True)
    begun = Webhook(team=seat.team, by=seat.person, verbs=list(USUAL))
    form = WebhookForm(begun, posted(request))
    if form.is_valid():
        hook = services.keep(begun, form.cleaned_data)
        messages.success(request, "The webhook is added. Give its receiver the signing secret.")
        return redirect("webhook", slug, hook.pk)
    waiting = Count("deliveries", filter=Q(deliveries__next_try__isnull=False))
    context = {
        "team": seat.team,
        "seat": seat,
        "here": "webhooks",
        "form": form,
        "hooks": seat.team.webhooks.annotate(waiting=waiting),
    }
    return render(request, "webhooks/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def webhook(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a webhook, its secret and its deliveries, and let an owner change it."""
    seat = memberships.seat(request, slug, owner=True)
    hook = get_object_or_404(seat.team.webhooks, pk=number)
    form = WebhookForm(hook, posted(request))
    if form.is_valid():
        services.keep(hook, form.cleaned_data)
        messages.success(request, "The webhook is saved.")
        return redirect("webhook", slug, number)
    context = {
        "team": seat.team,
        "seat": seat,
        "here": "webhooks",
        "form": form,
        "hook": hook,
        "secret": signatures.secret(hook),
        "deliveries": Paginator(hook.deliveries.all(), A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "webhooks/webhook.html", context)


@require_POST
@login_required
def test(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Send a message that tells nothing."""
    services.ping(_owned(request, slug, number))
    messages.info(request, "A test message is on its way. Reload this page to see how it went.")
    return redirect("webhook", slug, number)


@require_POST
@login_required
def rotate(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Replace the secret."""
    services.rotate(_owned(request, slug, number))
    messages.success(request, "There is a new signing secret. The one before signs nothing more.")
    return redirect("webhook", slug, number)


@require_POST
@login_required
def delete(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """End a webhook, with its log."""
    services.delete(_owned(request, slug, number))
    messages.success(request, "The webhook is deleted.")
    return redirect("webhooks", slug)


@require_POST
@login_required
def again(request: HttpRequest, slug: str, number: int, delivery: UUID) -> HttpResponse:
    """Send a message once more."""
    hook = _owned(request, slug, number)
    services.again(get_object_or_404(hook.deliveries, pk=delivery))
    messages.info(request, "The message is sent again. Reload this page to see how it went.")
    return redirect("webhook", slug, number)


def _owned(request: HttpRequest, slug: str, number: int) -> Webhook:
    seat = memberships.seat(request, slug, owner=True)
    return get_object_or_404(seat.team.webhooks.select_related("team"), pk=number)
