"""What stands around a pasted value: quotes, a variable, the key of a line, a command."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"""^(?:
        (?:export\s+|set\s+)?[A-Z][A-Z0-9_]*\s*=\s*     # a variable
        | -?\s*[a-z][A-Za-z]*:\s+                       # a line of YAML
        | FROM\s+                                       # a line of a Dockerfile
        | (?:docker|podman|crictl|nerdctl)\s+(?:image\s+)?(?:pull|run)\s+
        | (?:psql|redis-cli\s+-u|curl)\s+(?=\S+://)
    )""",
    re.VERBOSE,
)
_QUOTED = re.compile(r"""^(["'`])(?P<inner>[^"'`]*)\1$|^<(?P<bracketed>[^<>]*)>$""")
_AFTER = ",;"


def unwrapped(text: str) -> str:
    """Take away what people copy with a value and what is no part of it."""
    inner = text.strip().rstrip(_AFTER)
    inner = inner[match.end() :] if (match := _BEFORE.match(inner)) else inner
    if match := _QUOTED.match(inner.strip()):
        inner = match["inner"] or match["bracketed"] or ""
    return inner.strip()
