"""One statement of the guide with the status that a plan gives it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One statement with its one status.

    ``status`` is ``satisfied`` (``by`` names files of the bundle and choices), ``violated`` (``by``
    names rules), ``people`` (``note`` says what to do) or ``not-applicable`` (``note`` says why).
    """

    statement: str
    status: str
    by: tuple[str, ...] = ()
    note: str = ""
