"""Masking in logs: tokens in URLs of links, API tokens, and what forms search for."""

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
# The query of a request line, as every server writes it, and of an address, as a referrer has it.
QUERY = re.compile(
    r"""(\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) /[^\s?"']*|https?://[^\s?"']*)\?[^\s"']*"""
)
MASK = r"\1***"
MASKED_QUERY = r"\1?***"


def masked(text: str) -> str:
    """Replace each token in a line with asterisks, and each query: people paste secrets there."""
    return QUERY.sub(MASKED_QUERY, TOKEN.sub(MASK, text))


def install() -> None:
    """Mask every log record when it is created, whichever logger or handler a server brings."""
    factory = logging.getLogRecordFactory()

    def record(*args: Any, **options: Any) -> logging.LogRecord:
        entry = factory(*args, **options)
        text = entry.getMessage()
        if (line := masked(text)) != text:
            entry.msg, entry.args = line, None
        return entry

    logging.setLogRecordFactory(record)
