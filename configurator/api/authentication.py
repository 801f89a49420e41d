"""Authentication of the API: bearer tokens, their scope and their rate limit."""

from __future__ import annotations

import time

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from configurator.access import Visitor
from configurator.models import ApiToken
from configurator.services import rate_limit
from configurator.services import tokens

READ_ONLY = (
    "This token is read-only. Create a token with the scope “read and write” at /account/tokens/."
)


class ReadToken(HttpBearer):
    """Accepts any valid token."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Find the valid token and record its use."""
        valid = tokens.find(token)
        if valid:
            tokens.record_use(valid)
        return valid


class WriteToken(ReadToken):
    """Accepts a token whose scope includes writing."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Find the valid token; 403 where it is read-only."""
        valid = super().authenticate(request, token)
        if valid and valid.scope != ApiToken.Scope.WRITE:
            raise PermissionDenied(READ_ONLY)
        return valid


class RateLimit(BaseThrottle):
    """Limits the requests of each token in a minute. The count is in the database, not here."""

    requests = rate_limit.REQUESTS_A_MINUTE

    def allow_request(self, request: HttpRequest) -> bool:
        """Count this request; tell whether it is within the limit."""
        minute = int(time.time() // 60)
        return rate_limit.count_request(token_of(request), minute, self.requests)

    def wait(self) -> float:
        """Return the seconds until the next minute begins."""
        return 60 - time.time() % 60


def token_of(request: HttpRequest) -> ApiToken:
    """Return the token that authenticated a request."""
    token: ApiToken = request.auth  # type: ignore[attr-defined] # set by the API
    return token


def visitor(request: HttpRequest) -> Visitor:
    """Return the token's owner as a visitor, without the drafts and links of any browser."""
    return Visitor(token_of(request).person)
