"""A person's API tokens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

from configurator import access
from configurator.accounts.confirmation import confirmed
from configurator.forms.accounts import TokenForm
from configurator.forms.submitted import posted
from configurator.models import User
from configurator.services import tokens as service

LISTED = 100


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def tokens(request: HttpRequest) -> HttpResponse:
    """List a person's tokens, and create one; only that response shows its secret."""
    user = access.signed_in(request)
    form = TokenForm(user, posted(request))
    if not form.is_valid():
        return render(request, "account/tokens.html", _page(user) | {"form": form})
    new = service.create(user, **form.cleaned_data)
    context = _page(user) | {"form": TokenForm(user), "new": new}
    return render(request, "account/tokens.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Revoke a token."""
    token = service.revoke(access.signed_in(request), key)
    if token is None:
        raise Http404(key)
    messages.success(request, f"Token {token.name} revoked.")
    return redirect("tokens")


def _page(user: User) -> dict[str, Any]:
    return {"tokens": user.tokens.all()[:LISTED], "now": timezone.now()}
