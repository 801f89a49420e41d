"""The findings that came, went, or are said otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from configurator.comparison.side import Side
from configurator.comparison.word_diff import Part
from configurator.comparison.word_diff import alike
from configurator.comparison.word_diff import marked
from configurator.plans.stored_findings import Judged


@dataclass(frozen=True)
class Reworded:
    """A finding of one rule about the same choices that both sides say, in other words."""

    old: Judged
    new: Judged

    @property
    def marked(self) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """Mark the words of the message that differ."""
        return marked(self.old.message, self.new.message)


@dataclass(frozen=True)
class FindingChanges:
    """What became of the findings of the left side; ``waived`` names rules the right one waives."""

    came: tuple[Judged, ...]
    went: tuple[Judged, ...]
    reworded: tuple[Reworded, ...]
    waived: frozenset[str] = frozenset()


def finding_changes(left: Side, right: Side) -> FindingChanges:
    """Match the findings of both sides: the same ones first, then the most alike of each rule.

    Where a side was not judged, nothing came or went.
    """
    if left.unjudged or right.unjudged:
        return FindingChanges((), (), ())
    before, after = ({_said(each) for each in side.findings} for side in (left, right))
    went = [each for each in left.findings if _said(each) not in after]
    came = [each for each in right.findings if _said(each) not in before]
    reworded = _matched(went, came)
    old, new = [each.old for each in reworded], [each.new for each in reworded]
    return FindingChanges(
        came=tuple(each for each in came if each not in new),
        went=tuple(each for each in went if each not in old),
        reworded=reworded,
        waived=frozenset(each.rule for each in right.waivers),
    )


def _matched(went: Sequence[Judged], came: Sequence[Judged]) -> tuple[Reworded, ...]:
    likely = sorted(
        (Reworded(old, new) for old in went for new in came if _akin(old, new)),
        key=lambda each: -alike(each.old.message, each.new.message),
    )
    taken: list[Reworded] = []
    for each in likely:
        if all(each.old is not other.old and each.new is not other.new for other in taken):
            taken.append(each)
    return tuple(sorted(taken, key=lambda each: came.index(each.new)))


def _akin(old: Judged, new: Judged) -> bool:
    """Tell whether one rule speaks of the same choice; it may name others beside it."""
    return old.rule == new.rule and old.paths[:1] == new.paths[:1]


def _said(finding: Judged) -> tuple[str, ...]:
    """Give all that a reader is told; where the guide says it is no other finding."""
    words = (finding.title, finding.message, finding.why, finding.fix)
    return (finding.rule, finding.severity, *words)
