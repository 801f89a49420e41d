"""How a choice is declared: once, with everything that anyone says of it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import Self
from typing import cast

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field
from pydantic.alias_generators import to_camel

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def always(plan: Plan) -> bool:
    """Say that a choice is asked whatever else was chosen."""
    return True


def never(plan: Plan) -> bool:
    """Say that a choice is no claim, whatever was chosen."""
    return False


@dataclass(frozen=True)
class Option:
    """One allowed value of a choice as people read it: a label, and a sentence on its effect."""

    label: str
    hint: str = ""


@dataclass(frozen=True)
class Ask:
    """What a choice has beside its type, default, label and help.

    ``guide`` holds the statements of the guide that the choice answers. ``applies`` tells whether
    a plan needs the choice at all. ``assumed`` says what about it is not confirmed on the SkillFlaw
    images, and ``unit`` what a number counts. ``options`` describes each allowed keyword, by its
    value. A ``multiline`` text is a sentence or more, and may have several lines. ``claim`` tells
    whether the choice states a fact about the world outside the bundle, which only people can
    know: a plan that leaves it out has not confirmed it, and its default is an assumption. An
    instance also decorates the JSON Schema.
    """

    guide: tuple[str, ...] = ()
    applies: Callable[[Plan], bool] = always
    assumed: str = ""
    unit: str = ""
    example: str = ""
    advanced: bool = False
    options: Mapping[str, Option] = field(default_factory=dict, hash=False)
    multiline: bool = False
    claim: Callable[[Plan], bool] = never

    @property
    def claimable(self) -> bool:
        """Whether the choice is a claim in some plans."""
        return self.claim is not never

    def __call__(self, schema: dict[str, Any]) -> None:
        """Add what pydantic does not know of to the choice's JSON Schema."""
        for key, value in (("guide", list(self.guide)), ("assumed", self.assumed)):
            if value:
                schema[f"x-{key}"] = value
        if self.unit:
            schema["x-unit"] = self.unit
        if self.example:
            schema["examples"] = [self.example]
        if self.claimable:
            schema["x-claim"] = True
        if self.options:
            schema["x-labels"] = {value: option.label for value, option in self.options.items()}


def choice(  # noqa: PLR0913 - a declaration names everything about a choice in one place
    default: Any,
    label: str,
    help: str,  # noqa: A002 - the word the form uses for it
    *,
    guide: tuple[str, ...] = (),
    applies: Callable[[Plan], bool] = always,
    assumed: str = "",
    unit: str = "",
    example: str = "",
    advanced: bool = False,
    options: Mapping[str, Option] | None = None,
    multiline: bool = False,
    claim: Callable[[Plan], bool] = never,
    at_least: int | None = None,
    at_most: int | None = None,
) -> Any:
    """Declare one choice; ``at_least`` and ``at_most`` bound a whole number, both inclusive."""
    ask = Ask(guide, applies, assumed, unit, example, advanced, options or {}, multiline, claim)
    return Field(
        default, title=label, description=help, json_schema_extra=ask, ge=at_least, le=at_most
    )


class Topic(BaseModel):
    """A group of choices: frozen, spelled in camelCase in files, and closed to unknown keys.

    What validates it is built when it is first needed: with the plan, and not before by itself.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, defer_build=True
    )

    @classmethod
    def of_defaults(cls) -> Self:
        """Give the group with nothing chosen; every choice in it has a default."""
        return cast("Self", cls.model_construct())


def group(default: type[Topic], label: str, applies: Callable[[Plan], bool] = always) -> Any:
    """Declare a group of choices inside a topic, such as ``database.pooler``."""
    return Field(default.of_defaults(), title=label, json_schema_extra=Ask(applies=applies))
