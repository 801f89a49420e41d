"""The list of configurations, and the overview of one."""

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

MOST_DRAFTS = 10  # of this browser; the front page lists more


@require_safe
@login_required
def configurations(request: HttpRequest) -> HttpResponse:
    """List the configurations that this person may see and searches for."""
    form = SearchForm(scopes(access.signed_in(request)), request.GET)
    page = configuration_list.page(form.chosen_scopes, form.search)
    context = {
        "form": form,
        "page": page,
        "previous": form.page_url(before=page.previous),
        "next": form.page_url(after=page.next),
        "drafts": access.drafts(request).only("name", "updated")[:MOST_DRAFTS],
        "environments": sorted({row.environment for row in page.rows} | {"production"}),
    }
    return render(request, "configurations/list.html", context)


@require_safe
def configuration(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the overview; a browser's draft leads to its findings, a pinned link to its revision."""
    grant = access.to(request, key)
    if grant.configuration.browser:
        return redirect("findings", key)
    if grant.pinned and grant.latest:
        return redirect("revision", key, grant.latest.number)
    context = overview(grant, request.GET.get("page"))
    return render(
        request, "configurations/configuration.html", {"current_tab": "overview", **context}
    )
