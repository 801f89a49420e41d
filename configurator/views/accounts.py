"""A person's own account, and the way to the provider of single sign-on."""

from __future__ import annotations

import logging
from http import HTTPStatus
from urllib.parse import urlencode

from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect.views import login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import HttpResponseRedirect
from django.http import QueryDict
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from requests import RequestException

from configurator import access
from configurator.forms.accounts import NameForm
from configurator.forms.submitted import posted
from configurator.services import accounts

logger = logging.getLogger(__name__)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show and change the name of a person, and show how they sign in."""
    person = access.signed_in(request)
    form = NameForm(posted(request), initial={"name": person.get_full_name()})
    if form.is_valid():
        accounts.rename(person, form.cleaned_data["name"])
        messages.success(request, f"Display name saved: {person.display_name}.")
        return redirect("account")
    connected = SocialAccount.objects.filter(user=person).exists()
    return render(request, "account/account.html", {"form": form, "connected": connected})


# What an address may say about signing in. Allauth would hand on more, up to the redirect address.
PASSED_ON = ("process", "next")


@require_http_methods(["GET", "HEAD", "POST"])
def provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider by a page: the CSP lets no form redirect to another site."""
    query = {name: request.GET[name] for name in PASSED_ON if name in request.GET}
    request.GET = QueryDict(urlencode(query))
    try:
        answer: HttpResponse = login(request, provider_id=provider_id)
    except (RequestException, KeyError) as error:
        logger.warning("The provider of single sign-on cannot be asked: %s", error)
        page = "socialaccount/authentication_error.html"
        return render(request, page, status=HTTPStatus.BAD_GATEWAY)
    if not isinstance(answer, HttpResponseRedirect):
        return answer
    context = {"address": answer.url, "name": settings.OIDC_NAME}
    return render(request, "socialaccount/leaving.html", context)
