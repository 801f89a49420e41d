"""Who calls: the holder of a token, how much it allows, and how often."""

from __future__ import annotations

import time

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from configurator.access import Visitor
from configurator.models import ApiToken
from configurator.services import tokens

READ_ONLY = (
    "This token may only read. Make one that may save on the page of your account, at "
    "/account/tokens/."
)


class Reading(HttpBearer):
    """Any token that is good."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Find the token, and write down that it was used."""
        found = tokens.find(token)
        if found:
            tokens.record_use(found)
        return found


class Writing(Reading):
    """A token that may save."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Find the token; 403 where it may only read."""
        found = super().authenticate(request, token)
        if found and found.scope != ApiToken.Scope.WRITE:
            raise PermissionDenied(READ_ONLY)
        return found


class Limit(BaseThrottle):
    """So many requests a minute for each token. Nothing of one request is kept for the next."""

    requests = 120

    def allow_request(self, request: HttpRequest) -> bool:
        """Count this request, and tell whether the minute has room for it."""
        place = f"api:{holder(request).pk}:{int(time.time() // 60)}"
        seen = int(cache.get(place, 0)) + 1
        cache.set(place, seen, timeout=120)
        return seen <= self.requests

    def wait(self) -> float:
        """Say how many seconds are left of this minute."""
        return 60 - time.time() % 60


def holder(request: HttpRequest) -> ApiToken:
    """Give the token that a request came with."""
    token: ApiToken = request.auth  # type: ignore[attr-defined] # set by the API
    return token


def visitor(request: HttpRequest) -> Visitor:
    """Say who asks: a person, without the drafts and links of any browser."""
    return Visitor(holder(request).person)
