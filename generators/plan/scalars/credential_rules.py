"""Credentials by rules: those of gitleaks for some two hundred services, and shapes of our own.

A rule has keywords, without which its pattern cannot match. So the patterns are compiled when a
text has one of their keywords, and the data are read when a text has the start of any.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from functools import cached_property
from math import log2
from pathlib import Path

from generators.plan.scalars.credential_shapes import SHAPES
from generators.plan.scalars.webhook_addresses import WEBHOOK_ADDRESS

DATA = Path(__file__).with_suffix(".json")
START = 5
# No credential of a rule has fewer characters.
SHORTEST = 12

# Stands where a value would: $(PASSWORD), ${PASSWORD}, {{ password }}, <password>, ***, xxxx, …
PLACEHOLDER = re.compile(r"\$.*|\{\{.*|%\(.*|<.*|\*+|x{3,}|\.{3}.*|…", re.IGNORECASE)

# What a rule's name says that it finds, the first that fits; any other finds a token.
_KINDS = {
    "webhook": WEBHOOK_ADDRESS,
    "private-key": "a private key",
    "age-secret-key": "a private key",
    "password": "a password",
    "key": "an API key",
    "secret": "an API key",
}


@dataclass(frozen=True)
class CredentialRule:
    """One rule: a pattern, and how much disorder its match needs so that it is no example."""

    kind: str
    keywords: tuple[str, ...]
    source: str
    entropy: float = 0
    group: int = 0
    exceptions: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.source, re.ASCII)

    def finds(self, text: str) -> bool:
        """Tell whether a text has a credential of this kind."""
        return any(self._tells(match) for match in self.pattern.finditer(text))

    def _tells(self, match: re.Match[str]) -> bool:
        groups = [group for group in match.groups() if group]
        secret = match[self.group] if self.group or not groups else groups[0]
        if "value" in match.groupdict() and PLACEHOLDER.fullmatch(secret):
            return False
        if self.entropy and _entropy(secret) <= self.entropy:
            return False
        return not any(re.search(pattern, secret, re.ASCII) for pattern in self.exceptions)


def _entropy(text: str) -> float:
    """Give the bits of each character, by how often the characters of the text come in it."""
    counts = Counter(text).values()
    return -sum(count / len(text) * log2(count / len(text)) for count in counts)


@cache
def rules() -> tuple[CredentialRule, ...]:
    """Read the rules, once in a process: those of gitleaks after the shapes."""
    services = json.loads(DATA.read_text(encoding="utf-8"))["rules"]
    return (
        *(CredentialRule(*shape) for shape in SHAPES),
        *(
            CredentialRule(
                _kind(rule["id"]),
                tuple(rule["keywords"]),
                rule["pattern"],
                rule["entropy"],
                rule["group"],
                tuple(rule["allowed"]),
            )
            for rule in services
        ),
    )


def _kind(name: str) -> str:
    return next((kind for word, kind in _KINDS.items() if word in name), "a token")


@cache
def _by_keyword() -> tuple[tuple[str, CredentialRule], ...]:
    return tuple((keyword, rule) for rule in rules() for keyword in rule.keywords)


@cache
def _starts() -> frozenset[tuple[str, ...]]:
    """Give the first letters of each keyword that has as many."""
    long = (keyword for keyword, _ in _by_keyword() if len(keyword) >= START)
    return frozenset(tuple(keyword[:START]) for keyword in long)


@cache
def _short() -> tuple[tuple[str, CredentialRule], ...]:
    return tuple(pair for pair in _by_keyword() if len(pair[0]) < START)


def ruled_credential_in(text: str) -> str | None:
    """Say what credential a text has by a rule, such as “a token”, or None."""
    if len(text) < SHORTEST:
        return None
    lower = text.lower()
    # Most texts are names without the start of any keyword: looking for that is the cheapest.
    letters = zip(*(lower[offset:] for offset in range(START)), strict=False)
    pairs = _short() if _starts().isdisjoint(letters) else _by_keyword()
    candidates = [rule for keyword, rule in pairs if keyword in lower]
    return next((rule.kind for rule in candidates if rule.finds(text)), None)
