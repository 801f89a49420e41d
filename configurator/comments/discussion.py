"""All threads of a revision's page, each where it stands on that revision."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from django.db.models import F
from django.db.models import Prefetch
from django.db.models import QuerySet
from django.utils.html import strip_tags
from django.utils.text import Truncator

from configurator.access import Access
from configurator.comments.anchors import Answer
from configurator.comments.anchors import Ground
from configurator.comments.line_quote import Quote
from configurator.comments.outdated import Standing
from configurator.comments.outdated import standing
from configurator.comments.outdated import was
from configurator.comments.subject import About
from configurator.comments.subject import Spot
from configurator.comments.subject import of_thread
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import Thread
from configurator.models import User
from configurator.wording.markdown import rendered

EXCERPT = 90
# The revisions in between tell since when a choice or a finding is another.
DATED = {About.CHOICE, About.FINDING}


@dataclass(frozen=True)
class Talk:
    """One thread with its comments, as it stands on the revision that is shown."""

    thread: Thread
    spot: Spot
    standing: Standing
    lines: Sequence[str] | None = None

    @property
    def comments(self) -> list[Comment]:
        return list(self.thread.comments.all())

    @property
    def first(self) -> Comment:
        """Give the first comment of which words are left."""
        return next(each for each in self.comments if each.deleted is None)

    @property
    def excerpt(self) -> str:
        """Give the beginning of what was said, without its Markdown."""
        words = unescape(strip_tags(rendered(self.first.body))).split()
        return Truncator(" ".join(words)).chars(EXCERPT)

    @property
    def alive(self) -> bool:
        """Tell whether anything is left to read: all of its comments may be deleted."""
        return any(each.deleted is None for each in self.comments)

    def by(self, person: User | None) -> bool:
        """Tell whether somebody has a say in it."""
        return any(each.author == person for each in self.comments if each.deleted is None)

    @property
    def was(self) -> str:
        """Write what the choice or the finding said when the thread began."""
        return was(self.spot)

    @property
    def quoted(self) -> list[tuple[int, str, bool]]:
        """List the line with its neighbours: where it is now, or as it was where it is gone."""
        if self.lines and self.standing.line:
            return Quote.of(self.lines, self.standing.line).numbered
        return Quote(self.spot.quote, self.spot.line or 1).numbered


def open_on(configuration: Configuration, paths: Iterable[str]) -> list[Talk]:
    """List the open threads about choices, for those who may change them; nothing is outdated."""
    if not configuration.latest:
        return []
    found = configuration.threads.filter(about=About.CHOICE, place__in=list(paths), resolved=None)
    talks = [Talk(each, of_thread(each), Standing()) for each in found.prefetch_related(_said())]
    return [each for each in talks if each.alive]


class Discussion:
    """The threads that a visitor may read on a revision: those that began on it or before."""

    def __init__(self, here: Access, revision: Revision) -> None:
        self.here = here
        self.revision = revision
        self.ground = Ground(revision)

    @cached_property
    def talks(self) -> tuple[Talk, ...]:
        """List all threads, those still open first, the oldest first."""
        threads = self._threads()
        found = [self.talk(each) for each in threads]
        if any(each.standing.outdated and each.spot.about in DATED for each in found):
            between = self._revisions(since=min(each.revision.number for each in threads))
            found = [self.talk(each, between) for each in threads]
        return tuple(each for each in found if each.alive)

    @property
    def open(self) -> tuple[Talk, ...]:
        return tuple(each for each in self.talks if not each.thread.resolved)

    @property
    def resolved(self) -> tuple[Talk, ...]:
        return tuple(each for each in self.talks if each.thread.resolved)

    def at(self, spot: Spot) -> tuple[Talk, ...]:
        """List the threads about one thing; of a finding or a line only where it is the same."""
        return tuple(each for each in self.talks if self._stands_at(each, spot))

    def answered(self, wanted: str) -> tuple[Answer, ...]:
        """List the choices: those with a value of their own, those talked about, or all."""
        found = self.ground.choices.values()
        if wanted == "chosen":
            return tuple(each for each in found if not each.default)
        if wanted == "discussed":
            places = {each.spot.place for each in self.talks if each.spot.about == About.CHOICE}
            return tuple(each for each in found if each.path in places)
        return tuple(found)

    def in_file(self, path: str) -> tuple[Talk, ...]:
        """List the threads about lines of a file, also those whose line is gone."""
        lines = (each for each in self.talks if each.spot.about == About.LINE)
        return tuple(each for each in lines if each.spot.place == path)

    def _stands_at(self, talk: Talk, spot: Spot) -> bool:
        if (talk.spot.about, talk.spot.place) != (spot.about, spot.place):
            return False
        if spot.about == About.LINE:
            return talk.standing.line == spot.line
        return spot.about != About.FINDING or talk.spot.quote == spot.quote

    def _threads(self) -> list[Thread]:
        found = self.here.threads.filter(revision__number__lte=self.revision.number)
        ordered = found.order_by(F("resolved").asc(nulls_first=True), "created", "pk")
        return list(ordered.prefetch_related(_said()))

    def talk(self, thread: Thread, between: Iterable[Revision] = ()) -> Talk:
        """Put a thread where it stands on this revision."""
        spot = of_thread(thread)
        after = [each for each in between if each.number > thread.revision.number]
        lines = self.ground.lines(spot.place) if spot.about == About.LINE else None
        return Talk(thread, spot, standing(spot, self.ground, after), lines)

    def _revisions(self, since: int) -> list[Revision]:
        found = self.here.configuration.revisions.filter(
            number__gt=since, number__lte=self.revision.number
        )
        return list(found.only("number", "complete", "findings").order_by("number"))


def _said() -> Prefetch[str, QuerySet[Comment], str]:
    return Prefetch("comments", Comment.objects.select_related("author"))
