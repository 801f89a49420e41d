"""The identifier of a request: in its log lines, in a header of the answer, on the error page."""

from __future__ import annotations

import logging
import re
from contextvars import ContextVar
from uuid import uuid4

NONE = "-"  # outside a request
# What a proxy may call a request; anything else could forge a line of the log.
VALID = re.compile(r"[A-Za-z0-9._:-]{8,64}\Z")

_current = ContextVar("request_id", default=NONE)


def current() -> str:
    """Return the identifier of the request that this thread answers."""
    return _current.get()


def begin(given: str = "") -> str:
    """Give the request that begins its identifier: the proxy's, if it is one, or a new one.

    It stays until the thread begins another, as Django logs some answers last of all.
    """
    identifier = given if VALID.match(given) else uuid4().hex
    _current.set(identifier)
    return identifier


class AddRequestId(logging.Filter):
    """Gives every log record of a request the request's identifier."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add it, and keep the record."""
        record.request_id = current()
        return True
