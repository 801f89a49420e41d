"""Configurations: the list of them, and the page where one begins."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from configurator import access
from configurator.forms.search import SearchForm
from configurator.pages.overview import overview
from configurator.queries import configuration_list
from configurator.queries.scopes import scopes

BEGUN = 10  # of this browser's drafts; the front page names more


@require_safe
@login_required
def configurations(request: HttpRequest) -> HttpResponse:
    """List what this person may see, as far as they ask for it."""
    form = SearchForm(scopes(access.signed_in(request)), request.GET)
    page = configuration_list.page(form.among, form.asked)
    context = {
        "form": form,
        "page": page,
        "newer": form.at(before=page.newer) if page.newer else "",
        "older": form.at(after=page.older) if page.older else "",
        "drafts": access.drafts(request).only("name", "updated")[:BEGUN],
        "environments": sorted({each.environment for each in page.rows} | {"production"}),
    }
    return render(request, "configurations/list.html", context)


@require_safe
def configuration(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show where a configuration stands; a browser’s draft goes on at its review.

    Where somebody may see one revision only, there is nothing else to show.
    """
    here = access.to(request, key)
    if here.configuration.browser:
        return redirect("findings", key)
    if here.pinned and here.latest:
        return redirect("revision", key, here.latest.number)
    shown = overview(here, request.GET.get("page"))
    return render(request, "configurations/configuration.html", {"here": "overview", **shown})
