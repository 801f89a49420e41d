"""What the guide makes of a plan file: of each environment, and of all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from functools import cached_property

from generators import guide
from generators.guide import Finding
from generators.guide import Severity
from generators.guide import Waived
from generators.guide import environment_findings
from generators.judgement.entry import Entry
from generators.judgement.judge import Judgement
from generators.judgement.judge import judge
from generators.plan import PlanFile

# The worst first.
VERDICTS = ("blocked", "warnings", "ready")
STATUSES = ("violated", "people", "satisfied", "not-applicable")


@dataclass(frozen=True)
class FileJudgement:
    """A plan file with the judgement of each environment, in the order of promotion."""

    file: PlanFile
    judgements: Mapping[str, Judgement]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """List the findings; what holds in several environments is one, and names them."""
        together: dict[Hashable, Finding] = {}
        names: dict[Hashable, list[str]] = defaultdict(list)
        for environment, judgement in self.judgements.items():
            for finding in judgement.findings:
                together.setdefault(_key(finding), finding)
                names[_key(finding)].append(environment)
        return guide.in_order(
            replace(finding, environments=tuple(dict.fromkeys(names[key])))
            for key, finding in together.items()
        )

    @cached_property
    def waived(self) -> tuple[Waived, ...]:
        """List the findings that are waived, each with the environments it is waived in."""
        together: dict[Hashable, Waived] = {}
        names: dict[Hashable, list[str]] = defaultdict(list)
        for environment, judgement in self.judgements.items():
            for waived in judgement.waived:
                key = (_key(waived.finding), _waiver_key(waived))
                together.setdefault(key, waived)
                names[key].append(environment)
        return tuple(
            replace(waived, finding=replace(waived.finding, environments=tuple(names[key])))
            for key, waived in together.items()
        )

    @cached_property
    def undated(self) -> FileJudgement:
        """Give the same judgement without a day, as a bundle states it: on any day the same."""
        undated = {name: judgement.undated for name, judgement in self.judgements.items()}
        return FileJudgement(self.file, undated)

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.WARNING)

    @property
    def verdict(self) -> str:
        """Give the worst verdict of the environments."""
        return min(
            (judgement.verdict for judgement in self.judgements.values()), key=VERDICTS.index
        )

    @cached_property
    def coverage(self) -> tuple[Entry, ...]:
        """Give each statement of the guide the worst status that it has in an environment."""
        rows = zip(*(judgement.coverage for judgement in self.judgements.values()), strict=True)
        return tuple(_worst(row) for row in rows)


def judge_file(file: PlanFile, today: date | None = None) -> FileJudgement:
    """Judge each environment of a plan file, and what they have in common with each other."""
    overlaps = environment_findings(file.plans)
    return FileJudgement(
        file,
        {
            environment: judge(
                plan,
                today,
                (overlap for overlap in overlaps if environment in overlap.environments),
            )
            for environment, plan in file.plans.items()
        },
    )


def of_plan(judgement: Judgement) -> FileJudgement:
    """Give the judgement of one plan as that of a file with nothing else in it."""
    plan = judgement.plan
    return FileJudgement(PlanFile(plan), {plan.release.environment: judgement})


def _key(finding: Finding) -> Hashable:
    change = tuple((path, repr(value)) for path, value in finding.change.items())
    texts = (finding.message, finding.fix, finding.paths)
    return (finding.rule.slug, finding.severity, *texts, change)


def _waiver_key(waived: Waived) -> Hashable:
    waiver = waived.waiver
    return (waiver.rule, waiver.reason, waiver.owner, waiver.expires, waiver.environment)


def _worst(row: Iterable[Entry]) -> Entry:
    entries = tuple(row)
    status = min((entry.status for entry in entries), key=STATUSES.index)
    worst = [entry for entry in entries if entry.status == status]
    return Entry(
        worst[0].statement,
        status,
        tuple(dict.fromkeys(name for entry in worst for name in entry.by)),
        " ".join(dict.fromkeys(entry.note for entry in worst if entry.note)),
    )
