"""The size of a plan: how many characters its environments have together.

Everything that is made from a plan is made for each environment, so that what they share counts
once for each. A plan file of a megabyte with twenty environments would take minutes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

# Twenty environments with all choices have 200,000 characters.
LARGEST = 512 * 1024
TOO_LARGE = (
    f"The values of this plan have more than {LARGEST} characters, those that environments share "
    "counted once for each. Shorten the longest texts and lists, or describe fewer environments in "
    "one plan."
)


def size_of(document: Mapping[str, Any]) -> int:
    """Count the characters of a plan file's values, for all environments together."""
    own = document.get("environments") or {}
    shared = len(json.dumps({**document, "environments": {}}))
    return shared * max(1, len(own)) + len(json.dumps(own))
