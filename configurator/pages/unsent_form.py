"""A form that came when its sender was signed out: what was typed goes back, to be sent again."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest

PLACE = "/c/"  # forms about configurations: no password is typed there
TYPE = "application/x-www-form-urlencoded"
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field, which holds none of its own


# What a step sends beside its answers.
OF_THE_PAGE = {"asked", "base", "page", "summary", "seen", "updated", "theirs", "environment"}


def unsaved(request: HttpRequest) -> list[tuple[str, str]]:
    """List what one of our own forms sent, name by name; nothing where the form may be a trap."""
    ours = request.method == "POST" and request.path.startswith(PLACE) and _from_here(request)
    if not ours or request.content_type != TYPE:
        return []
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != TOKEN
    ]


def typed(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """List what a person may recognise, without what the page says of itself."""
    return [(name, text) for name, text in fields if text and name not in OF_THE_PAGE]


def _from_here(request: HttpRequest) -> bool:
    """Tell whether a page of this site sent the form: browsers say so, and nobody else can."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return bool(origin.netloc) and origin.netloc == request.get_host()
