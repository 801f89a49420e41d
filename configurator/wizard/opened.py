"""The plan as a page was opened with it, carried in the page: changed lines count from there."""

from __future__ import annotations

import json
from typing import Any

from django.core import signing

import generators
from configurator.models import Configuration

SALT = "configurator.opened"
# A page is to stay small. Where the plan is larger, it shows its files without changed lines.
LARGEST = 16 * 1024


def token_of(draft: Configuration) -> str:
    """Sign the plan of a draft, so that only this server's own plans come back."""
    document = generators.sparse_file(draft.plan_file)
    token = signing.dumps(document, salt=SALT, compress=True)
    return token if len(token) <= LARGEST else ""


def document_of(token: str) -> str | None:
    """Give the plan of a token as JSON; nothing where this server did not sign it."""
    try:
        document: Any = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return json.dumps(document)
