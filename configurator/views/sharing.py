"""The sharing page of a configuration: people, teams and links that have access."""

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
from configurator.queries.collaborators import collaborators
from configurator.services import sharing as services
from configurator.wording.urls import absolute

FORMS = {"person": PersonForm, "team": TeamForm, "link": LinkForm}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who has access, and share with people and teams or create a link."""
    visitor = access.to(request, key, Right.OWN)
    if not visitor.configuration.latest:
        return render(request, "sharing/unsaved.html", framed(visitor, "sharing"))
    sent = request.POST.get("form", "")
    forms = {
        name: form_class(visitor, request.POST if name == sent else None)
        for name, form_class in FORMS.items()
    }
    form = forms.get(sent)
    if form and form.is_valid():
        if isinstance(form, LinkForm):
            return _link(request, visitor, form, forms)
        return _share(request, visitor, form)
    if form:
        # The form is far down the page, and so are its errors.
        form.fields[next(iter(form.errors))].widget.attrs["autofocus"] = True
    return _page(request, visitor, forms)


@require_POST
def share(request: HttpRequest, key: UUID, share_key: int) -> HttpResponse:
    """Change the role of a share, or remove the share."""
    visitor = access.to(request, key, Right.OWN)
    existing = (
        visitor.configuration.shares.select_related("person", "team").filter(pk=share_key).first()
    )
    form = RoleForm(request.POST)
    if existing is None:
        messages.info(request, "This share was removed already.")
    elif "stop" in request.POST:
        services.remove(visitor, existing)
        messages.success(request, f"No longer shared with {existing.name}.")
    elif form.is_valid():
        services.change_role(visitor, existing, form.cleaned_data["role"])
        messages.success(request, f"{existing.name} is now {Role(existing.role).label.lower()}.")
    else:
        messages.error(request, "Invalid role. Choose one from the list.")
    return redirect("sharing", key)


@require_POST
def revoke(request: HttpRequest, key: UUID, link_key: int) -> HttpResponse:
    """Revoke a link."""
    visitor = access.to(request, key, Right.OWN)
    link = get_object_or_404(visitor.configuration.links, pk=link_key)
    services.revoke_link(visitor, link)
    messages.success(request, f"Link “{link}” revoked.")
    return redirect("sharing", key)


def _share(request: HttpRequest, visitor: Access, form: Form) -> HttpResponse:
    recipient = form.cleaned_data.get("user") or form.cleaned_data["team"]
    existing = services.share(visitor, recipient, form.cleaned_data["role"])
    messages.success(
        request, f"Shared with {existing.name} as {Role(existing.role).label.lower()}."
    )
    return redirect("sharing", visitor.configuration.pk)


def _link(
    request: HttpRequest, visitor: Access, form: LinkForm, forms: dict[str, Form]
) -> HttpResponse:
    """Answer with the URL of a new link: it is not stored, so no later page can show it."""
    sent = form.cleaned_data
    new = services.create_link(
        visitor,
        label=sent["label"],
        role=sent["role"],
        revision=form.revision,
        days=sent["days"],
        idempotency_key=sent["idempotency_key"],
    )
    url = absolute(request, "share-link-open", new.token)
    context = {"new_link": new.link, "url": url} if new.link.open else {}
    return _page(request, visitor, {**forms, "link": LinkForm(visitor)}, **context)


def _page(
    request: HttpRequest, visitor: Access, forms: dict[str, Form], **new: Any
) -> HttpResponse:
    context = {
        **framed(visitor, "sharing"),
        **new,
        "forms": forms,
        "roles": SHARED,
        "collaborators": collaborators(visitor),
    }
    return render(request, "sharing/sharing.html", context)
