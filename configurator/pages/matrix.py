"""The matrix: choices as rows, environments as columns, what differs marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

import generators
from configurator.plans.environments import NAMED_BY_KEY
from configurator.plans.environments import SHARED
from configurator.plans.environments import judgements_in
from configurator.plans.environments import plan_in
from configurator.plans.steps import STEPS
from configurator.plans.steps import Step
from configurator.wording.values import value_text

Link = Callable[[str, str], str]

STATUSES = (
    ("satisfied", "Satisfied"),
    ("violated", "Violated"),
    ("people", "Manual task"),
    ("not-applicable", "Not applicable"),
)


@dataclass(frozen=True)
class Cell:
    """One environment's value of a choice; empty where its plan does not ask for the choice.

    ``own`` tells that the environment has the value for itself, ``differs`` that it is not the
    shared one. ``url`` leads to the question where the draft can be changed.
    """

    column: str
    value: str
    own: bool = False
    differs: bool = False
    url: str = ""


@dataclass(frozen=True)
class Row:
    """One choice, with a cell for each column."""

    title: str
    path: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        return any(cell.differs for cell in self.cells)


@dataclass(frozen=True)
class TopicRows:
    """The choices of one step of the wizard."""

    step: Step
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Total:
    """One line of the table of capacity or coverage."""

    title: str
    values: tuple[tuple[str, str], ...]

    @property
    def differs(self) -> bool:
        return len({value for _, value in self.values}) > 1


@dataclass(frozen=True)
class Matrix:
    """What the page of a matrix shows. ``columns`` are the headings, *Shared* the first."""

    columns: tuple[str, ...]
    topics: tuple[TopicRows, ...]
    capacity: tuple[Total, ...]
    coverage: tuple[Total, ...]

    @property
    def differences(self) -> int:
        """Count the choices that differ."""
        return sum(row.differs for topic in self.topics for row in topic.rows)

    def narrowed(self) -> tuple[TopicRows, ...]:
        """List the choices that differ, without the topics that have none."""
        narrowed = (
            TopicRows(topic.step, tuple(row for row in topic.rows if row.differs))
            for topic in self.topics
        )
        return tuple(topic for topic in narrowed if topic.rows)


def no_link(environment: str, path: str) -> str:
    """Give no address: a revision is not changed."""
    return ""


def matrix(
    file: generators.PlanFile,
    judgement: generators.Judgement | generators.FileJudgement,
    link: Link = no_link,
) -> Matrix:
    """Lay a plan file out as a table."""
    shared = [] if file.single else [(SHARED, "Shared")]
    tabs = (*shared, *((name, name) for name in file.environments))
    topics = (TopicRows(step, tuple(_rows(file, step, tabs, link))) for step in STEPS[1:])
    return Matrix(
        tuple(column for _, column in tabs),
        tuple(topic for topic in topics if topic.rows),
        tuple(_capacity(file.plans)),
        tuple(_coverage(judgements_in(judgement))),
    )


def _rows(
    file: generators.PlanFile, step: Step, tabs: tuple[tuple[str, str], ...], link: Link
) -> Iterator[Row]:
    for choice in step.choices:
        # Of several environments the columns are the names, which no choice repeats.
        if choice.path == NAMED_BY_KEY and not file.single:
            continue
        if any(choice.applies(plan) for plan in file.plans.values()):
            cells = tuple(_cell(file, choice, *tab, link) for tab in tabs)
            yield Row(choice.title, choice.path, cells)


def _cell(
    file: generators.PlanFile, choice: generators.Choice, environment: str, column: str, link: Link
) -> Cell:
    plan = file.plan_of(environment) if file.single else plan_in(file, environment)
    if not choice.applies(plan):
        return Cell(column, "")
    value = choice.of(plan)
    return Cell(
        column,
        value_text(choice, value),
        choice.path in file.own.get(environment, {}),
        value != choice.of(file.shared),
        link("" if file.single else environment, choice.path),
    )


def _capacity(plans: Mapping[str, generators.Plan]) -> Iterator[Total]:
    sizes = {name: generators.capacity(plan) for name, plan in plans.items()}
    lines: tuple[tuple[str, Callable[[generators.Capacity], str]], ...] = (
        ("Pods", lambda size: str(size.pods)),
        ("CPU requested, cores", lambda size: size.cores),
        ("Memory requested", lambda size: size.written_memory),
        ("PostgreSQL connections", lambda size: f"{size.connections:,} of {size.limit:,}"),
    )
    for title, write in lines:
        yield Total(title, tuple((name, write(size)) for name, size in sizes.items()))


def _coverage(judgements: Mapping[str, generators.Judgement]) -> Iterator[Total]:
    counts = {
        name: Counter(entry.status for entry in part.coverage) for name, part in judgements.items()
    }
    for status, title in STATUSES:
        values = tuple((name, str(count[status])) for name, count in counts.items())
        yield Total(title, values)
