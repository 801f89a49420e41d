"""The input of a form that was refused, so that the error page can offer to send it again."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest

CONTENT_TYPE = "application/x-www-form-urlencoded"
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field, not a token

# The hidden fields of forms, which nobody typed.
HIDDEN = {"asked", "base", "page", "summary", "seen", "updated", "theirs", "environment"}


def unsaved(request: HttpRequest) -> list[tuple[str, str]]:
    """List the fields of a refused form about a configuration; empty for any other form.

    Only a form that a page of this site sent counts: another site could make a visitor send one.
    """
    refused = request.method == "POST" and _is_about_configuration(request)
    if not refused or not _is_same_origin(request) or request.content_type != CONTENT_TYPE:
        return []
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != TOKEN
    ]


def typed(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """List the fields that a person filled in."""
    return [(name, text) for name, text in fields if text and name not in HIDDEN]


def _is_about_configuration(request: HttpRequest) -> bool:
    """Tell whether the URL names a configuration. No form below such a URL has a password."""
    match = request.resolver_match
    return match is not None and isinstance(match.kwargs.get("key"), UUID)


def _is_same_origin(request: HttpRequest) -> bool:
    """Tell whether the browser names this site as the origin; scripts cannot set that header."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return bool(origin.netloc) and origin.netloc == request.get_host()
