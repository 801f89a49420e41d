"""Shorthands: one answer that stands for several choices, such as an image with tag and digest."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

from generators.derivation.domain import OptionalDomain
from generators.derivation.domain import domain_of
from generators.derivation.domain import hostnames
from generators.derivation.image_reference import OptionalReference
from generators.derivation.image_reference import parts_of
from generators.plan import Choice
from generators.plan import choice_at
from generators.plan.choice import Ask
from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice

if TYPE_CHECKING:
    from generators.plan import Plan

Write = Callable[["Plan", Any], Mapping[str, Any]]


@dataclass(frozen=True, eq=False)
class Shorthand(Choice):
    """A question that no plan file has: it is read from several choices, and written to them."""

    covers: tuple[str, ...] = ()
    read: Callable[[Plan], Any] = lambda plan: ""
    write: Write = lambda plan, value: {}

    def of(self, plan: Plan) -> Any:
        """Read the answer from the choices that it stands for."""
        return self.read(plan)


class Answers(Topic):
    domain: OptionalDomain = choice(
        "",
        "Domain",
        "The domain below which SkillFlaw is reached. The hostnames follow from it.",
        guide=("routing.hostnames",),
        example="skillflaw.acme.com",
    )
    first_install: Literal["", "Yes", "No"] = choice(
        "",
        "First installation",
        "Whether SkillFlaw runs in this namespace already. A first installation has no release to "
        "roll back to.",
        guide=("rollout.revert",),
        options={
            "Yes": Option("Yes", "Nothing is installed yet."),
            "No": Option("No", "It replaces a release that runs."),
        },
    )
    backend_image: OptionalReference = choice(
        "",
        "Backend image",
        "A whole reference, with digest if you know it. A tag alone means the published image "
        "ghcr.io/cwinux/skillflaw_backend.",
        guide=("rollout.tag",),
        example="harbor.acme.com/skillflaw/backend:1.8.2",
    )
    frontend_image: OptionalReference = choice(
        "",
        "Frontend image",
        "A whole reference, or a tag alone. Without an answer it is the published image with the "
        "backend's tag.",
        guide=("rollout.tag",),
        applies=lambda plan: plan.topology.web,
        example="harbor.acme.com/skillflaw/frontend:1.8.2",
    )
    docs_image: OptionalReference = choice(
        "",
        "Docs image",
        "A whole reference, or a tag alone. Without an answer it is the published image with the "
        "backend's tag.",
        guide=("rollout.tag",),
        applies=lambda plan: plan.topology.docs,
        example="harbor.acme.com/skillflaw/docs:1.8.2",
    )


def _read_first_install(plan: Plan) -> str:
    """Tell whether anybody said it: the default of a plan file says nothing."""
    release = plan.release
    if release.first_install:
        return "Yes"
    answered = "first_install" in release.model_fields_set or release.previous_backend_tag
    return "No" if answered else ""


def _write_first_install(plan: Plan, value: str) -> Mapping[str, Any]:
    return {"release.firstInstall": value == "Yes"}


def _read_image(workload: str, plan: Plan) -> str:
    image = getattr(plan.release, workload)
    usual = choice_at(f"release.{workload}.image").default
    return image.reference if image.tag or image.digest or image.image != usual else ""


def _write_image(workload: str, plan: Plan, value: str) -> Mapping[str, Any]:
    reference = parts_of(value) if value else None
    group = f"release.{workload}"
    return {
        **({f"{group}.image": reference.image} if reference and reference.image else {}),
        f"{group}.tag": reference.tag if reference else "",
        f"{group}.digest": reference.digest if reference else "",
    }


def _write_domain(plan: Plan, value: str) -> Mapping[str, Any]:
    """Set the hostnames that are empty or came from the domain before; all, if none did."""
    wanted = {path: host for path, host in _hosts(value).items() if choice_at(path).applies(plan)}
    before = _hosts(domain_of(plan))
    following = {
        path: host
        for path, host in wanted.items()
        if choice_at(path).of(plan) in ("", before[path])
    }
    return following or wanted


def _hosts(name: str) -> Mapping[str, str]:
    return hostnames(name) if name else dict.fromkeys(hostnames("acme.com"), "")


def _image_paths(workload: str) -> tuple[str, ...]:
    return tuple(f"release.{workload}.{part}" for part in ("image", "tag", "digest"))


def _shorthand(
    name: str, covers: tuple[str, ...], read: Callable[[Plan], Any], write: Write
) -> Shorthand:
    field = Answers.model_fields[name]
    ask = field.json_schema_extra
    return Shorthand(
        path=f"answers.{field.alias}",
        names=("answers", name),
        sections=(),
        label=field.title or name,
        help=field.description or "",
        annotation=str if field.annotation is str else field.annotation,
        default=field.default,
        field=field,
        asks=(ask if isinstance(ask, Ask) else Ask(),),
        covers=covers,
        read=read,
        write=write,
    )


SHORTHANDS: tuple[Shorthand, ...] = (
    _shorthand(
        "first_install", ("release.firstInstall",), _read_first_install, _write_first_install
    ),
    *(
        _shorthand(
            f"{workload}_image",
            _image_paths(workload),
            partial(_read_image, workload),
            partial(_write_image, workload),
        )
        for workload in ("backend", "frontend", "docs")
    ),
    _shorthand("domain", tuple(hostnames("acme.com")), domain_of, _write_domain),
)
