"""Every choice of the plan in one list, read from the models."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from functools import cached_property
from operator import attrgetter
from typing import Any

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from generators.plan.choice import Ask
from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import always
from generators.plan.plan import Plan
from generators.plan.plan import Spec


@dataclass(frozen=True, eq=False)
class Choice:
    """One choice as everybody sees it: the form, the schema, the rules, the rationale.

    There is one object of each, so two are equal only where they are the same.

    ``path`` is the contract's (``scaling.backend.replicas``), ``names`` the same in attributes,
    ``sections`` the labels of the groups around it, outermost first and without the topic's.
    """

    path: str
    names: tuple[str, ...]
    sections: tuple[str, ...]
    label: str
    help: str
    annotation: Any
    default: Any
    field: FieldInfo
    asks: tuple[Ask, ...]

    @property
    def topic(self) -> str:
        return self.names[0]

    @property
    def ask(self) -> Ask:
        return self.asks[-1]

    @property
    def options(self) -> Mapping[str, Option]:
        """The allowed keywords with their labels, by value; empty for other kinds of choices."""
        return self.ask.options

    def explained(self, value: str) -> str:
        """Explain the choice, and what this value of it means where the value is an option."""
        option = self.options.get(value)
        if option is None or not option.hint:
            return self.help
        return f"{self.help} {option.label}: {option.hint}"

    def option(self, plan: Plan) -> Option:
        """Return the option that a plan has chosen; ``KeyError`` where the choice has none."""
        return self.options[self.of(plan)]

    @property
    def title(self) -> str:
        """The label with its group's, so that it is understood alone: “Backend: Replicas”."""
        return ": ".join((*self.sections, self.label))

    @cached_property
    def validator(self) -> TypeAdapter[Any]:
        """Validate one value by the declared type and bounds alone, without a plan around it."""
        return TypeAdapter(self.field.rebuild_annotation())

    def of(self, plan: Plan) -> Any:
        """Read this choice from a plan."""
        return self._getter(plan.spec)

    @cached_property
    def _getter(self) -> attrgetter[Any]:
        return attrgetter(".".join(self.names))

    def applies(self, plan: Plan) -> bool:
        """Tell whether this plan needs the choice: its groups' conditions and its own hold."""
        return all(condition(plan) for condition in self._conditions)

    @cached_property
    def _conditions(self) -> tuple[Callable[[Plan], bool], ...]:
        return tuple(ask.applies for ask in self.asks if ask.applies is not always)


def _below(
    model: type[Topic], path: tuple[str, ...], names: tuple[str, ...], around: tuple[FieldInfo, ...]
) -> Iterator[Choice]:
    for name, field in model.model_fields.items():
        inside = (*path, field.alias or name)
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, Topic):
            yield from _below(kind, inside, (*names, name), (*around, field))
            continue
        default = None if field.default is PydanticUndefined else field.default
        yield Choice(
            path=".".join(inside),
            names=(*names, name),
            sections=tuple(group.title or "" for group in around[1:]),
            label=field.title or name,
            help=field.description or "",
            annotation=field.annotation,
            default=default,
            field=field,
            asks=tuple(_ask(declared) for declared in (*around, field)),
        )


def _ask(field: FieldInfo) -> Ask:
    ask = field.json_schema_extra
    return ask if isinstance(ask, Ask) else Ask()


@cache
def choices() -> tuple[Choice, ...]:
    """List every choice below ``spec``, in the wizard's order."""
    return tuple(_below(Spec, (), (), ()))


@cache
def choice_at(path: str) -> Choice:
    """Find the choice with this path; ``KeyError`` where there is none."""
    return {choice.path: choice for choice in choices()}[path]


def topics() -> tuple[str, ...]:
    """Name the topics, in the wizard's order."""
    return tuple(Spec.model_fields)
