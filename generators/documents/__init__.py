"""The documents of a bundle, for the engineer who merges it and the person on call."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from typing import Any

from generators.documents import budget
from generators.documents.assumptions import assumptions
from generators.documents.claims import Confirmation
from generators.documents.claims import claim_rows
from generators.documents.claims import duties
from generators.documents.customization import custom_files
from generators.documents.markdown import code
from generators.documents.markdown import inline
from generators.documents.markdown import prose
from generators.documents.markdown import quote
from generators.documents.markdown import tidy
from generators.documents.rationale import rationale
from generators.documents.rationale_tables import COUNTED
from generators.documents.rationale_tables import omitted
from generators.documents.rationale_tables import statement_results
from generators.documents.release import release_answers
from generators.documents.runbook import Facts
from generators.documents.shell import word
from generators.judgement import Judgement
from generators.manifests.part import File
from generators.manifests.tls import exposed
from generators.manifests.tokens import TOKEN
from generators.output.files import Rendered
from generators.plan import Plan
from generators.plan import complete
from generators.yaml import loader

if TYPE_CHECKING:
    from jinja2 import Environment

RELEASE = File(
    "RELEASE.yaml",
    "",
    "The guide's four rollout questions, answered for pipelines.",
    guide=("rollout.tag", "rollout.change", "rollout.revert", "rollout.pinning"),
)
PLAN = File(
    "plan.yaml",
    "",
    "The plan that this bundle is generated from, with all defaults.",
    guide=("topology.explicit",),
)
DOCUMENTS: tuple[File, ...] = (
    File(
        "README.md",
        "",
        "Prerequisites, and how to apply, verify, update and remove the bundle.",
        guide=("topology.explicit", "security.secrets"),
    ),
    File(
        "RATIONALE.md",
        "",
        "The decisions, then each choice with its reason; findings, waivers and coverage.",
        guide=("topology.explicit", "topology.capability"),
    ),
    File(
        "RUNBOOK.md",
        "",
        "For the person on call: rollout, rollback, restore, rotation, and each alert.",
        guide=("rollout.revert", "rollout.pinning", "rollout.change", "postgres.backup"),
    ),
    RELEASE,
    PLAN,
)


@cache
def _templates() -> Environment:
    # Imported when a document is written: to judge a plan, a command needs none.
    from jinja2 import Environment
    from jinja2 import PackageLoader
    from jinja2 import StrictUndefined

    environment = Environment(  # noqa: S701 - it writes Markdown, which has no HTML to escape
        loader=PackageLoader("generators.documents", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters.update(code=code, inline=inline, prose=prose, quote=quote)
    environment.globals.update(documents=DOCUMENTS, token=TOKEN)
    environment.globals["counted_status"] = COUNTED
    return environment


def documents(judgement: Judgement) -> tuple[Rendered, ...]:
    """Write the documents of a plan that was judged without a day."""
    plan = judgement.plan
    context = _context(judgement)
    texts = {
        RELEASE.path: release_document(plan).text,
        PLAN.path: plan_document(plan).text,
    }
    return tuple(
        Rendered(
            document.path,
            texts.get(document.path) or _rendered(document.path, context),
            document.why,
            document.choices,
            document.guide,
        )
        for document in DOCUMENTS
    )


def release_document(plan: Plan) -> Rendered:
    """Write the answers to the rollout questions."""
    text = loader.dump([release_answers(plan)])
    return Rendered(RELEASE.path, text, RELEASE.why, RELEASE.choices, RELEASE.guide)


def plan_document(plan: Plan) -> Rendered:
    """Write the plan, complete."""
    text = loader.dump([complete(plan)])
    return Rendered(PLAN.path, text, PLAN.why, PLAN.choices, PLAN.guide)


def custom_folder(plan: Plan) -> tuple[Rendered, ...]:
    """Write the folder in which the team patches the overlay of a plan's environment."""
    release = plan.release
    return tuple(custom_files(_templates(), release.environment, release.backend.image))


def _rendered(path: str, context: dict[str, Any]) -> str:
    return tidy(_templates().get_template(f"{path}.j2").render(context))


def _context(judgement: Judgement) -> dict[str, Any]:
    plan, layout = judgement.plan, judgement.layout
    explained, key = rationale(judgement), plan.secrets.key_file
    return {
        "plan": plan,
        "hosts": exposed(plan),
        "facts": Facts(plan, layout),
        "rationale": explained,
        "assumed": assumptions(plan, explained.notes),
        "omitted": omitted(plan),
        "results": statement_results(explained),
        "budget": budget.rows(plan),
        "claims": claim_rows(plan),
        "confirmed": Confirmation(plan),
        "duties": duties(judgement.findings),
        "key_file": word(f"{key.mount_path}/{key.key}"),
        "back": _image_entries([_previous(plan)]),
        "pinned": _image_entries(_pinned(plan)),
        "database": word(plan.database.name),
    }


def _image_entries(images: list[dict[str, str]]) -> str:
    """Write entries of a kustomization's ``images``; nothing where there are none."""
    return loader.dump([images]).rstrip() if images else ""


def _previous(plan: Plan) -> dict[str, str]:
    release = plan.release
    return {"name": release.backend.image, "newTag": release.previous_backend_tag}


def _pinned(plan: Plan) -> list[dict[str, str]]:
    """List the images that stay when the backend goes back."""
    release, entries = plan.release, []
    for part in plan.topology.parts[1:]:
        if getattr(release.rollback, part) == "pinned":
            image = getattr(release, part)
            entry = {"name": image.image, "newTag": image.tag, "digest": image.digest}
            entries.append({key: value for key, value in entry.items() if value})
    return entries
