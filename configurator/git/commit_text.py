"""The text of a commit: who, when, what for, and the trailers that programs read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

DOMAIN = "configurator.invalid"  # no address of anybody: RFC 2606 reserves the domain
LONGEST_SUBJECT = 72
Trailer = tuple[str, str]


@dataclass(frozen=True)
class Signature:
    """A person and a time, as a commit names them."""

    name: str
    username: str
    time: datetime

    @property
    def person(self) -> str:
        """Write the person with an address that is nobody's, since addresses are private."""
        user = re.sub(r"[^\w.+-]", "-", self.username)
        return f"{_name(self.name) or user} <{user}@{DOMAIN}>"

    def __str__(self) -> str:
        """Write the person and the time in seconds, as Git does."""
        return f"{self.person} {int(self.time.timestamp())} +0000"


def message(subject: str, note: str, trailers: Iterable[Trailer]) -> str:
    """Write the message of a commit.

    The note is indented, so that no line of it reads as a trailer or as the end of the message.
    """
    first, *others = one_line_each(note) or [""]
    head = f"{subject}: {first}" if first else subject
    if len(head) > LONGEST_SUBJECT:
        head, others = f"{head[: LONGEST_SUBJECT - 1]}…", [first, *others]
    body = [f"    {text}".rstrip() for text in others]
    while body and not body[0]:
        del body[0]
    paragraph = [f"{name}: {' '.join(one_line_each(value))}" for name, value in trailers]
    return "\n".join([head, "", *body, *([""] if body else []), *paragraph, ""])


def commit_text(tree: str, parent: str, author: Signature, committer: Signature, words: str) -> str:
    """Write a whole commit."""
    parents = f"parent {parent}\n" if parent else ""
    return f"tree {tree}\n{parents}author {author}\ncommitter {committer}\n\n{words}"


def one_line_each(text: str) -> list[str]:
    """Part a text into lines of printable characters, without empty lines at its end."""
    lines = ["".join(sign for sign in part if sign.isprintable()) for part in text.splitlines()]
    return "\n".join(lines).rstrip().split("\n") if any(lines) else []


def _name(name: str) -> str:
    """Take out what ends a name in a commit."""
    return " ".join(re.sub(r"[<>\x00-\x1f]", " ", name).split()).strip(".,:;\"' ")
