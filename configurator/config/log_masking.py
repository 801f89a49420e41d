"""What never reaches a log: what opens something, in the addresses of links and by itself."""

from __future__ import annotations

import logging
import re
from typing import Any

# An address of a link, as it stands in a request line, a referrer or the query of another address;
# the links that a lost password is reset with and an address is confirmed; an API token.
TOKEN = re.compile(
    r"""((?:/|%2F)s(?:/|%2F)|/password/reset/key/|/confirm-email/|skfc_)"""
    r"""[^\s/?&#"'%]{8,}[^\s/?&#"']*""",
    re.IGNORECASE,
)
MASK = r"\1***"


def masked(text: str) -> str:
    """Take the tokens of links out of a line."""
    return TOKEN.sub(MASK, text)


def install() -> None:
    """Mask each record where it is made: every server brings loggers and handlers of its own."""
    make = logging.getLogRecordFactory()

    def record(*args: Any, **options: Any) -> logging.LogRecord:
        made = make(*args, **options)
        text = made.getMessage()
        if TOKEN.search(text):
            made.msg, made.args = masked(text), None
        return made

    logging.setLogRecordFactory(record)
