"""What a client asks for: references, or a pack with what it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from configurator.git.pkt_line import Malformed

MOST_LINES = 20_000  # of one request: a client names each commit that it has, at most


@dataclass
class FetchRequest:
    """The commits that a client wants and has, and what it can read.

    ``shallow`` are the commits whose parents the client lacks, and ``depth`` is how many commits of
    each branch it asks for; 0 stands for all. ``negotiated`` tells that it said what it has.
    """

    wants: list[str] = field(default_factory=list)
    haves: list[str] = field(default_factory=list)
    shallow: set[str] = field(default_factory=set)
    depth: int = 0
    done: bool = False
    negotiated: bool = False
    capabilities: set[str] = field(default_factory=set)

    def add(self, name: str, value: str) -> None:
        """Add one line of the request; a line of another kind is a capability."""
        if name == "want":
            self.wants.append(value)
        elif name == "have":
            self.haves.append(value)
        elif name == "shallow":
            self.shallow.add(value)
        elif name == "deepen":
            self.depth = _number(value)
        elif name == "done":
            self.done = True
        else:
            self.capabilities.add(name)


@dataclass(frozen=True)
class Command:
    """A command of version 2 of the protocol with its arguments."""

    name: str
    arguments: tuple[str, ...]


def read_fetch(lines: Iterable[str]) -> FetchRequest:
    """Read a request of version 0: wants, a flush, then what the client has."""
    request = FetchRequest()
    parts = _bounded(lines)
    for text in parts:
        if not text:
            break
        name, _, value = text.partition(" ")
        value, _, capabilities = value.partition(" ")
        request.capabilities.update(capabilities.split())
        request.add(name, value)
    for text in parts:
        request.negotiated = True
        if text:
            request.add(*_parted(text))
    return request


def read_command(lines: Iterable[str]) -> Command:
    """Read a request of version 2: the command, its capabilities, then its arguments."""
    first, *more = _bounded(lines)
    name, _, command = first.partition("=")
    if name != "command":
        raise Malformed("The request names no command.")
    arguments = more[more.index("\n") + 1 :] if "\n" in more else []
    return Command(command, tuple(argument for argument in arguments if argument))


def fetch_of(command: Command) -> FetchRequest:
    """Read the arguments of the command that fetches."""
    request = FetchRequest(negotiated=True)
    for argument in command.arguments:
        request.add(*_parted(argument))
    return request


def _parted(text: str) -> tuple[str, str]:
    name, _, value = text.partition(" ")
    return name, value


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    empty = True
    for count, text in enumerate(lines):
        if count > MOST_LINES:
            raise Malformed("The request has too many lines.")
        empty = False
        yield text
    if empty:
        raise Malformed("The request is empty.")


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > len("2147483647"):
        raise Malformed("The depth is no number.")
    return int(text)
