"""New, resolved and changed findings between two sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from configurator.comparison.side import Side
from configurator.comparison.word_diff import Span
from configurator.comparison.word_diff import similarity
from configurator.comparison.word_diff import word_diff
from configurator.plans.stored_findings import StoredFinding


@dataclass(frozen=True)
class ChangedFinding:
    """A finding of one rule about the same choice on both sides, with another text or severity."""

    old: StoredFinding
    new: StoredFinding

    @property
    def word_diff(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Return both messages with the differing words highlighted."""
        return word_diff(self.old.message, self.new.message)


@dataclass(frozen=True)
class FindingChanges:
    """The differing findings; ``waived`` names the rules that the right side waives."""

    new: tuple[StoredFinding, ...]
    resolved: tuple[StoredFinding, ...]
    changed: tuple[ChangedFinding, ...]
    waived: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether any finding differs."""
        return bool(self.new or self.resolved or self.changed)


def finding_changes(left: Side, right: Side) -> FindingChanges:
    """Match the findings of both sides: the same ones first, then the most similar of each rule.

    The result is empty where one side was not checked.
    """
    if left.unchecked or right.unchecked:
        return FindingChanges((), (), ())
    # A finding that now holds in other environments has changed; only both sides together tell.
    old, new = (left.findings, right.findings)
    if not (left.several and right.several):
        old, new = (_without_environments(findings) for findings in (old, new))
    before, after = ({_content(finding) for finding in findings} for findings in (old, new))
    removed = [finding for finding in old if _content(finding) not in after]
    added = [finding for finding in new if _content(finding) not in before]
    changed = _matched(removed, added)
    paired = [finding for change in changed for finding in (change.old, change.new)]
    return FindingChanges(
        new=tuple(finding for finding in added if finding not in paired),
        resolved=tuple(finding for finding in removed if finding not in paired),
        changed=changed,
        waived=frozenset(waiver.rule for waiver in right.waivers),
    )


def _matched(
    removed: Sequence[StoredFinding], added: Sequence[StoredFinding]
) -> tuple[ChangedFinding, ...]:
    """Pair removed and added findings greedily, the most similar messages first."""
    candidates = sorted(
        (ChangedFinding(old, new) for old in removed for new in added if _same_choice(old, new)),
        key=lambda pair: -similarity(pair.old.message, pair.new.message),
    )
    chosen: list[ChangedFinding] = []
    for pair in candidates:
        if all(pair.old is not other.old and pair.new is not other.new for other in chosen):
            chosen.append(pair)
    return tuple(sorted(chosen, key=lambda pair: added.index(pair.new)))


def _same_choice(old: StoredFinding, new: StoredFinding) -> bool:
    """Tell whether both findings are of one rule about the same first choice."""
    return old.rule == new.rule and old.paths[:1] == new.paths[:1]


def _content(finding: StoredFinding) -> tuple[str, ...]:
    """Return the texts that a reader sees; another guide reference is no difference."""
    texts = (finding.title, finding.message, finding.why, finding.fix)
    return (finding.rule, finding.severity, *texts, *finding.environments)


def _without_environments(findings: Sequence[StoredFinding]) -> tuple[StoredFinding, ...]:
    return tuple(replace(finding, environments=()) for finding in findings)
