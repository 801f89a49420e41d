"""Webhooks of a team: their URLs, events, secrets and deliveries, for its owners."""

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
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

from configurator.access import memberships
from configurator.events import signatures
from configurator.events import webhooks as services
from configurator.forms.submitted import posted
from configurator.forms.webhooks import DEFAULT_EVENTS
from configurator.forms.webhooks import WebhookForm
from configurator.models import Webhook

PAGE_SIZE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def webhooks(request: HttpRequest, slug: str) -> HttpResponse:
    """List a team's webhooks, and add another."""
    membership = memberships.of_visitor(request, slug, owner=True)
    new = Webhook(team=membership.team, by=membership.person, verbs=list(DEFAULT_EVENTS))
    form = WebhookForm(new, posted(request))
    if form.is_valid():
        hook = services.save(new, form.cleaned_data)
        messages.success(request, "Webhook added. Give the signing secret to its receiver.")
        return redirect("webhook", slug, hook.pk)
    waiting = Count("deliveries", filter=Q(deliveries__next_try__isnull=False))
    context = {
        "team": membership.team,
        "membership": membership,
        "tab": "webhooks",
        "form": form,
        "hooks": membership.team.webhooks.annotate(waiting=waiting),
    }
    return render(request, "webhooks/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def webhook(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a webhook, its secret and its deliveries, and let an owner change it."""
    membership = memberships.of_visitor(request, slug, owner=True)
    hook = get_object_or_404(membership.team.webhooks, pk=number)
    form = WebhookForm(hook, posted(request))
    if form.is_valid():
        services.save(hook, form.cleaned_data)
        messages.success(request, "Webhook saved.")
        return redirect("webhook", slug, number)
    context = {
        "team": membership.team,
        "membership": membership,
        "tab": "webhooks",
        "form": form,
        "hook": hook,
        "paused": hook.paused_until is not None and hook.paused_until > timezone.now(),
        "secret": signatures.secret(hook),
        "deliveries": Paginator(hook.deliveries.all(), PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "webhooks/webhook.html", context)


@require_POST
@login_required
def test(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Send a test message."""
    services.send_test(_owned(request, slug, number))
    messages.info(request, "Test message queued. Reload this page to see the result.")
    return redirect("webhook", slug, number)


@require_POST
@login_required
def rotate_secret(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Replace the secret."""
    services.rotate_secret(_owned(request, slug, number))
    messages.success(request, "Signing secret replaced.")
    return redirect("webhook", slug, number)


@require_POST
@login_required
def delete(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Delete a webhook with its deliveries."""
    services.delete(_owned(request, slug, number))
    messages.success(request, "Webhook deleted.")
    return redirect("webhooks", slug)


@require_POST
@login_required
def redeliver(request: HttpRequest, slug: str, number: int, delivery: UUID) -> HttpResponse:
    """Send a message again."""
    hook = _owned(request, slug, number)
    services.redeliver(get_object_or_404(hook.deliveries, pk=delivery))
    messages.info(request, "Message queued again. Reload this page to see the result.")
    return redirect("webhook", slug, number)


def _owned(request: HttpRequest, slug: str, number: int) -> Webhook:
    membership = memberships.of_visitor(request, slug, owner=True)
    return get_object_or_404(membership.team.webhooks.select_related("team"), pk=number)
