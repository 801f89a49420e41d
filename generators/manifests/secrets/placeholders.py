"""The words in a template that stand for a value: ``USER``, ``PASSWORD``, ``EXPORTER_PASSWORD``."""

from __future__ import annotations

import re
from collections.abc import Callable

from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry

# Between the signs that come around them, so that a database called USER is none.
_PLACEHOLDER = re.compile(r"""(?:(?<=[/:>"'])|^)(?:USER|(?:[A-Z]+_)?PASSWORD)(?=[:@"'\s]|$)""")
_URL = re.compile(r"[a-z]+://")


def placeholders(entry: SecretEntry) -> tuple[str, ...]:
    """List the placeholders of an entry's template, each once."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(entry.template)))


def filled(template: str, value: Callable[[str], str]) -> str:
    """Put a value for each placeholder; ``value`` gets the placeholder."""
    return _PLACEHOLDER.sub(lambda match: value(match[0]), template)


def is_url(entry: SecretEntry) -> bool:
    """Tell whether the template is a URL, in which values are percent-encoded."""
    return bool(_URL.match(entry.template))


def property_of(secret: RequiredSecret, placeholder: str) -> str:
    """Name the property of a store that holds the value of a placeholder.

    It is the key that holds this value alone, or the placeholder's own name in small letters.
    """
    alone = [entry.key for entry in secret.entries if entry.template == placeholder]
    return alone[0] if alone else placeholder.lower().replace("_", "-")


def asked(secret: RequiredSecret) -> tuple[str, ...]:
    """List the placeholders of a Secret that only people can answer, each once."""
    names = [name for entry in secret.entries if not entry.command for name in placeholders(entry)]
    return tuple(dict.fromkeys(names))


def generated(secret: RequiredSecret) -> tuple[str, ...]:
    """List the placeholders of a Secret that a command makes, each once."""
    names = [name for entry in secret.entries if entry.command for name in placeholders(entry)]
    return tuple(dict.fromkeys(names))
