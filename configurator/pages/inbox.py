"""A section of the inbox, by keyset pagination: each page costs the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from configurator.events import inbox
from configurator.events.inbox import Section
from configurator.models import InboxItem
from configurator.models import User

PAGE = 25
DONE = "done"
LARGEST_KEY = 2**63 - 1
ABOUT = {
    Section.ASKED: "Configurations that wait for your review. Submit it, and the item is done.",
    Section.SENT_BACK: "Your revisions that need changes. Save the next one, and the item is done.",
    Section.APPROVED: "Your approved revisions.",
    Section.WATCHING: "All other configurations that you own, review or comment on, or were "
    "mentioned in.",
}


@dataclass(frozen=True)
class Tab:
    """A section with the number of its items."""

    section: str
    title: str
    count: str


@dataclass(frozen=True)
class Row:
    """An item, and the key of the one that follows it on the page."""

    item: InboxItem
    following: int | None


@dataclass(frozen=True)
class InboxPage:
    """Some items of a section; ``after`` is the cursor of this page, ``next`` of the next one."""

    section: str
    about: str
    tabs: tuple[Tab, ...]
    rows: tuple[Row, ...]
    after: str
    next: str

    @property
    def done(self) -> bool:
        """Tell whether the page lists what is done."""
        return self.section == DONE


def inbox_page(user: User, section: str, after: str) -> InboxPage:
    """Load a page of a section; without a known name, of the first one that has items."""
    counts = inbox.counts(user)
    if section not in (*Section.values, DONE):
        section = inbox.first_section(counts)
    done = section == DONE
    items = inbox.items(user, "" if done else section, done=done)
    cursor = int(after) if after.isascii() and after.isdecimal() else 0
    if 0 < cursor <= LARGEST_KEY:
        items = items.filter(event__lt=cursor)
    listed = list(items[: PAGE + 1])
    more = len(listed) > PAGE
    listed = listed[:PAGE]
    return InboxPage(
        section=section,
        about="They come back when something new happens." if done else ABOUT[Section(section)],
        tabs=tuple(Tab(row.value, row.label, counts[row.value]) for row in Section),
        rows=tuple(_rows(listed)),
        after=str(cursor) if cursor else "",
        next=str(listed[-1].event_id) if more else "",
    )


def _rows(items: Sequence[InboxItem]) -> list[Row]:
    following = zip_longest(items, items[1:])
    return [Row(item, later.pk if later else None) for item, later in following]
