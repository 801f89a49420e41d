"""Absolute URLs: in shared links, e-mail, webhooks, and on the way to single sign-on.

Only this module builds them. Where `SITE_URL` is set, they do not use the host in the request,
which anybody can choose.
"""

from __future__ import annotations

from functools import partial
from urllib.parse import urljoin
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def absolute(request: HttpRequest, name: str, *parts: object) -> str:
    """Return the absolute URL of a page, below `SITE_URL` where that is set."""
    return request.build_absolute_uri(reverse(name, args=parts))


def repository_url(request: HttpRequest, key: object) -> str:
    """Return the address of a configuration's Git repository, without a token."""
    return absolute(request, "git", key)


def bind(request: HttpRequest) -> None:
    """Let a request build absolute URLs of `SITE_URL`, also for allauth and other libraries."""
    if settings.SITE_URL:
        request.build_absolute_uri = partial(_of_the_site, request)  # type: ignore[method-assign] # of one request


def _of_the_site(request: HttpRequest, location: str | None = None) -> str:
    """Return what `HttpRequest.build_absolute_uri` returns, but below `SITE_URL`."""
    if location is None:
        return f"{settings.SITE_URL}{request.get_full_path()}"
    if urlsplit(location).netloc:
        return location
    return f"{settings.SITE_URL}{urljoin(request.path, location)}"


def site_url(path: str) -> str:
    """Return the absolute URL of a path without a request; empty where `SITE_URL` is not set."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else ""
