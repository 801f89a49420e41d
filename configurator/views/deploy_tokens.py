"""The deploy tokens of a configuration: programs read its Git repository with them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

from configurator import access
from configurator.access import Access
from configurator.access import Right
from configurator.forms.sharing import DeployTokenForm
from configurator.forms.submitted import posted
from configurator.pages.configuration_frame import framed
from configurator.services import deploy_tokens as service
from configurator.wording.urls import repository_url

LISTED = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def deploy_tokens(request: HttpRequest, key: UUID) -> HttpResponse:
    """List the deploy tokens, and create one; only that response shows its secret."""
    grant = access.to(request, key, Right.OWN)
    if not grant.configuration.latest:
        return render(request, "sharing/unsaved.html", framed(grant, "sharing"))
    form = DeployTokenForm(grant, posted(request))
    if not form.is_valid():
        return _page(request, grant, form)
    new = service.create(grant, **form.cleaned_data)
    return _page(request, grant, DeployTokenForm(grant), new=new)


@require_POST
def revoke(request: HttpRequest, key: UUID, token_key: int) -> HttpResponse:
    """Revoke a deploy token."""
    grant = access.to(request, key, Right.OWN)
    token = get_object_or_404(grant.configuration.deploy_tokens, pk=token_key)
    service.revoke(grant, token)
    messages.success(request, f"Token {token.name} revoked.")
    return redirect("deploy-tokens", key)


def _page(request: HttpRequest, grant: Access, form: DeployTokenForm, **new: Any) -> HttpResponse:
    configuration = grant.configuration
    context = {
        "form": form,
        "tokens": configuration.deploy_tokens.select_related("by")[:LISTED],
        "repository": repository_url(request, configuration.pk),
        **new,
    }
    return render(request, "sharing/deploy_tokens.html", framed(grant, "sharing", **context))
