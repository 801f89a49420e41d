"""What a form is bound to."""

from __future__ import annotations

from django.http import HttpRequest
from django.http import QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """Give what was sent; nothing where the page was only asked for, so that no error shows."""
    return request.POST if request.method == "POST" else None
