"""Addresses that leave the site: in links that people send to each other."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def absolute(request: HttpRequest, name: str, *parts: object) -> str:
    """Write a page's whole address; a configured one goes before what the request claims."""
    place = reverse(name, args=parts)
    return f"{settings.SITE_URL}{place}" if settings.SITE_URL else request.build_absolute_uri(place)


def written(place: str) -> str:
    """Write a whole address where there is no request; nothing where no one is configured."""
    return f"{settings.SITE_URL}{place}" if settings.SITE_URL else ""
