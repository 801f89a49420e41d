"""Tables of plans in plain text: a sentence, what the plan changes, and what must be found.

    Two replicas share a volume that one node holds
        on web
        storage.accessMode: ReadWriteOnce, scaling.backend.replicas: 2
        => error storage.accessMode

A line ``on …`` names starts (``STARTS``), laid over the recommended plan in turn. Behind ``=>``
stand all the errors and warnings, each with a choice that it names; ``info …`` is advice that must
be heard, ``no …`` a choice that nothing may be said of, ``refused …`` one that no plan can hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml

from generators.guide import Finding
from generators.guide import apply_waivers
from generators.guide import findings
from generators.plan import recommended
from generators.plan import sparse
from generators.plan import with_changes
from generators.plan.reading import read
from generators.yaml.loader import dump
from generators.yaml.problem import Unreadable
from tests.guide.starts import STARTS

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Case:
    """A plan, and what an expert says of it; ``written`` is YAML, what differs from its starts."""

    sentence: str
    starts: tuple[str, ...] = ()
    written: str = ""
    wanted: tuple[str, ...] = ()

    @property
    def changes(self) -> dict[str, Any]:
        """Give all that differs from the recommended plan, by choice."""
        laid = {path: value for name in self.starts for path, value in STARTS[name].items()}
        return {**laid, **yaml.safe_load(f"{{{self.written}}}")}

    def source(self) -> bytes:
        """Write the plan as its engineer would have saved it."""
        return dump([with_changes(sparse(recommended()), self.changes)]).encode()

    def mismatch(self) -> list[str]:
        """Say where the rules and the expert differ; nothing where they agree."""
        try:
            plan = read(self.source())
        except Unreadable as refusal:
            refusals = {f"refused {problem.path}" for problem in refusal.problems}
            return sorted(refusals.symmetric_difference(self.wanted))
        stands, _ = apply_waivers(plan, findings(plan, TODAY), TODAY)
        return list(_differences(stands, self.wanted))


def _differences(stands: tuple[Finding, ...], wanted: tuple[str, ...]) -> Iterator[str]:
    unheard = list(stands)
    for expectation in wanted:
        severity, path = expectation.split()
        heard = [f for f in unheard if path in f.paths and severity in ("no", f.severity.value)]
        if severity == "no":
            yield from (f"{f.rule.slug} speaks of {path}" for f in heard)
        elif not heard:
            yield f"nobody says {expectation}"
        unheard = [f for f in unheard if f not in heard[:1]]
    alarms = [f for f in unheard if f.severity.value != "info"]
    yield from (f"{f.severity.value} {f.rule.slug} at {f.paths[0]}: {f.message}" for f in alarms)


def cases(table: str) -> pytest.MarkDecorator:
    """Run a test with each case of a table."""
    parsed = list(_parsed(table))
    return pytest.mark.parametrize("case", parsed, ids=[case.sentence for case in parsed])


def _parsed(table: str) -> Iterator[Case]:
    case = Case("")
    for line in filter(None, map(str.rstrip, table.splitlines())):
        if line.startswith(" "):
            case = _longer(case, line.strip())
            continue
        if case.sentence:
            yield case
        case = Case(line)
    yield case


def _longer(case: Case, line: str) -> Case:
    if line.startswith("=> "):
        wanted = tuple(
            expectation.strip()
            for expectation in line[3:].split(",")
            if expectation.strip() != "silence"
        )
        return replace(case, wanted=wanted)
    if line.startswith("on "):
        return replace(case, starts=(*case.starts, *line[3:].split()))
    comma = "" if line.endswith((",", ":")) else ","
    return replace(case, written=f"{case.written}{line}{comma} ")
