"""The documents of a bundle: for the person who merges it, and for the one who is paged."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined

from generators import text
from generators.documents.markdown import cell
from generators.documents.markdown import code
from generators.documents.markdown import inline
from generators.documents.markdown import quote
from generators.documents.release import release_answers
from generators.documents.runbook import facts
from generators.files import Rendered
from generators.guide import SECTIONS
from generators.judgement import Judgement
from generators.manifests.part import File
from generators.plan import complete
from generators.rationale import rationale

DOCUMENTS: tuple[File, ...] = (
    File(
        "README.md",
        "",
        "What this is, what must exist first, how to apply, verify, update and remove it.",
        guide=("topology.explicit", "security.secrets"),
    ),
    File(
        "RATIONALE.md",
        "",
        "Every choice with its reason and its statement of the guide; findings, waivers, coverage.",
        guide=("topology.explicit", "topology.capability"),
    ),
    File(
        "RUNBOOK.md",
        "",
        "For the person on call: rollout, rollback, restore, rotation, and each alert.",
        guide=("rollout.revert", "rollout.pinning", "rollout.change", "postgres.backup"),
    ),
    File(
        "RELEASE.yaml",
        "",
        "The four rollout questions of the guide, answered for programs.",
        guide=("rollout.tag", "rollout.change", "rollout.revert", "rollout.pinning"),
    ),
    File(
        "plan.yaml",
        "",
        "The plan that this bundle was made from, with every default written out.",
        guide=("topology.explicit",),
    ),
)


@cache
def _templates() -> Environment:
    environment = Environment(  # noqa: S701 - it writes Markdown, which has no HTML to escape
        loader=PackageLoader("generators.documents", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(cell=cell, code=code, inline=inline, quote=quote)
    return environment


def documents(judgement: Judgement) -> tuple[Rendered, ...]:
    """Write the documents of a plan that was judged without a day."""
    plan = judgement.plan
    context: dict[str, Any] = {
        "plan": plan,
        "overlay": f"overlays/{plan.release.environment}",
        "rationale": rationale(judgement),
        "whole": judgement.layout.whole,
        "documents": DOCUMENTS,
        "sections": SECTIONS,
        "facts": facts(plan, judgement.layout),
    }
    texts = {
        "RELEASE.yaml": text.dump([release_answers(plan)]),
        "plan.yaml": text.dump([complete(plan)]),
    }
    return tuple(
        Rendered(
            each.path,
            texts.get(each.path) or _templates().get_template(f"{each.path}.j2").render(context),
            each.why,
            each.choices,
            each.guide,
        )
        for each in DOCUMENTS
    )
