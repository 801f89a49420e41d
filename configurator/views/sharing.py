"""Who sees a configuration beside its owner, and as what."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
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
from configurator.forms.sharing import LinkForm
from configurator.forms.sharing import PersonForm
from configurator.forms.sharing import RoleForm
from configurator.forms.sharing import TeamForm
from configurator.models import Role
from configurator.models.sharing import SHARED
from configurator.pages.configuration_frame import framed
from configurator.queries.collaborators import sharers
from configurator.services import sharing as services
from configurator.wording.urls import absolute

FORMS = {"person": PersonForm, "team": TeamForm, "link": LinkForm}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who has access, and let in more: people, teams, whoever holds a link."""
    here = access.to(request, key, Right.OWN)
    if not here.configuration.latest:
        return render(request, "sharing/unsaved.html", framed(here, "sharing"))
    sent = request.POST.get("form", "")
    forms = {
        name: made(here, request.POST if name == sent else None) for name, made in FORMS.items()
    }
    form = forms.get(sent)
    if form and form.is_valid():
        if isinstance(form, LinkForm):
            return _link(request, here, form, forms)
        return _share(request, here, form)
    if form:
        # It stands far down the page, and so does what is wrong with it.
        form.fields[next(iter(form.errors))].widget.attrs["autofocus"] = True
    return _shown(request, here, forms)


@require_POST
def share(request: HttpRequest, key: UUID, share_key: int) -> HttpResponse:
    """Change what somebody may do here, or stop sharing with them."""
    here = access.to(request, key, Right.OWN)
    kept = here.configuration.shares.select_related("person", "team").filter(pk=share_key).first()
    form = RoleForm(request.POST)
    if kept is None:
        messages.info(request, "That had ended already.")
    elif "stop" in request.POST:
        services.stop(here, kept)
        messages.success(request, f"No longer shared with {kept.name}.")
    elif form.is_valid():
        services.change(here, kept, form.cleaned_data["role"])
        messages.success(request, f"{kept.name}: {Role(kept.role).label.lower()} from now on.")
    else:
        messages.error(request, "There is no such role here. Choose one from the list.")
    return redirect("sharing", key)


@require_POST
def revoke(request: HttpRequest, key: UUID, link_key: int) -> HttpResponse:
    """End a link."""
    here = access.to(request, key, Right.OWN)
    link = get_object_or_404(here.configuration.links, pk=link_key)
    services.revoke(here, link)
    messages.success(request, f"The link “{link}” opens nothing any more.")
    return redirect("sharing", key)


def _share(request: HttpRequest, here: Access, form: Form) -> HttpResponse:
    whom = form.cleaned_data.get("who") or form.cleaned_data["team"]
    kept = services.share(here, whom, form.cleaned_data["role"])
    messages.success(request, f"Shared with {kept.name} as {Role(kept.role).label.lower()}.")
    return redirect("sharing", here.configuration.pk)


def _link(
    request: HttpRequest, here: Access, form: LinkForm, forms: dict[str, Form]
) -> HttpResponse:
    """Answer with the address at once: it is kept nowhere, so no later page could show it."""
    sent = form.cleaned_data
    made = services.link(
        here,
        label=sent["label"],
        role=sent["role"],
        revision=form.revision,
        days=sent["days"],
        once=sent["once"],
    )
    address = absolute(request, "share-link-open", made.token)
    shown = {"made": made.link, "address": address} if made.link.open else {}
    return _shown(request, here, {**forms, "link": LinkForm(here)}, **shown)


def _shown(request: HttpRequest, here: Access, forms: dict[str, Form], **made: Any) -> HttpResponse:
    context = {
        **framed(here, "sharing"),
        **made,
        "forms": forms,
        "roles": SHARED,
        "sharers": sharers(here),
    }
    return render(request, "sharing/sharing.html", context)
