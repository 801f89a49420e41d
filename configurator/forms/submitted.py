"""The data that a form is bound to."""

from __future__ import annotations

from django.http import HttpRequest
from django.http import QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """Return the POST data; nothing for a GET request, so that the form shows no errors."""
    return request.POST if request.method == "POST" else None
