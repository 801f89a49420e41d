"""Masking of tokens in logs: in URLs of links, and API tokens."""

from __future__ import annotations

import logging
import re
from typing import Any

# The token of a share link, in a request line, a referrer or the query of another URL; the links
# that reset a password and confirm an e-mail address; an API
# token or a deploy token.
TOKEN = re.compile(
    r"""((?:/|%2F)s(?:/|%2F)|/password/reset/key/|/confirm-email/|skf[cd]_)"""
    r"""[^\s/?&#"'%]{8,}[^\s/?&#"']*""",
    re.IGNORECASE,
)
MASK = r"\1***"


def masked(text: str) -> str:
    """Replace each token in a line with asterisks."""
    return TOKEN.sub(MASK, text)


def install() -> None:
    """Mask every log record when it is created, whichever logger or handler a server brings."""
    factory = logging.getLogRecordFactory()

    def record(*args: Any, **options: Any) -> logging.LogRecord:
        entry = factory(*args, **options)
        text = entry.getMessage()
        if TOKEN.search(text):
            entry.msg, entry.args = masked(text), None
        return entry

    logging.setLogRecordFactory(record)
