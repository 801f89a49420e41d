"""Loading the sides of a comparison, as far as a visitor may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

import generators
from configurator import access
from configurator.access import Access
from configurator.access import Right
from configurator.access import Visitor
from configurator.comparison import Comparison
from configurator.comparison import Side
from configurator.comparison import as_of_today
from configurator.comparison import compare
from configurator.comparison.side import BLOCKED
from configurator.comparison.side import of_environment
from configurator.comparison.urls import APPROVED
from configurator.comparison.urls import DRAFT
from configurator.comparison.urls import LATEST
from configurator.comparison.urls import Reference
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models.draft_bundle import bundle_of
from configurator.plans import generator_version
from configurator.plans.stored_findings import stored_findings
from configurator.wording import dates

PENDING = "The draft has invalid values, so there is no bundle."
ALONE = (
    "The files are the bundle of this environment alone{}; its overlay renders the same objects."
)
NOW = f", generated now by generator {generator_version.GENERATOR}"
UNREADABLE = "This version cannot read the plan, so there are no findings and no files."


@dataclass(frozen=True)
class Input:
    """A side with what the page shows of it.

    ``reference`` names the loaded revision by its number, also where ``latest`` was requested.
    ``slug`` is its part of a file name, ``about`` describes it in a sentence. ``names`` are the
    environments that it could be narrowed to. ``revision`` is set where the side is a revision as
    it was saved, and all of it.
    """

    side: Side
    reference: Reference
    slug: str
    about: str
    url: str
    access: Access | None = None
    names: tuple[str, ...] = ()
    revision: Revision | None = None


class UnknownEnvironment(Exception):
    """A side has no environment of the name that was asked for."""

    def __init__(self, side: Input, environment: str) -> None:
        names = ", ".join(side.names)
        has = f"Its environments are {names}." if names else "It has no environments."
        super().__init__(f"{side.side.title} has no environment {environment}. {has}")


def load(visitor: Visitor, texts: Iterable[str]) -> list[Input]:
    """Load sides by their references; 404 where one does not exist or the visitor may not see it.

    A preset takes the values of its blanks from the other side. :class:`UnknownEnvironment` where
    a side lacks the environment that its reference names.
    """
    references = [_parsed(text) for text in texts]
    stored = [None if ref.preset else _stored(visitor, ref) for ref in references]
    plans = [loaded.side.plan for loaded in stored if loaded]
    other = plans[0] if plans else None
    return [loaded or _preset(ref, other) for loaded, ref in zip(stored, references, strict=True)]


def of_revision(revision: Revision) -> Side:
    """Return a revision as it was saved, also where this version cannot read its plan."""
    return Side(
        f"{revision.document['metadata']['name']}, revision {revision.number}",
        _plan(revision),
        revision.stored_findings,
        revision.bundle.files if revision.bundle else (),
        revision.complete,
        "" if revision.bundle else "Errors blocked the bundle when the revision was saved.",
        file=_file(revision),
    )


def of_today(revision: Revision) -> Side:
    """Return a revision's plan with the findings and files of this version, as of today."""
    title = f"{revision.document['metadata']['name']}, revision {revision.number}, current version"
    if _plan(revision) is None:
        stored = revision.complete
        return Side(title, None, document=stored, no_files=UNREADABLE, unchecked=True)
    return as_of_today(title, revision.plan_file, timezone.localdate())


def of_draft(draft: Configuration) -> Side:
    """Return a draft as it is now."""
    bundle = bundle_of(draft)
    return Side(
        f"{draft.name}, draft",
        draft.plan,
        stored_findings(draft.judgement.findings),
        bundle.files if bundle else (),
        draft.document,
        "" if bundle else PENDING if draft.pending else BLOCKED,
        file=draft.plan_file,
    )


def since_saved(revision: Revision) -> Comparison:
    """Compare a revision as saved with the result of this version."""
    return compare(of_revision(revision), of_today(revision))


def since(grant: Access, revision: Revision, number: int) -> Comparison | None:
    """Compare a revision with an older one; nothing where this visitor may not see that one."""
    older = grant.revisions.select_related("archive").filter(number=number).first()
    return compare(of_revision(older), of_revision(revision)) if older else None


def since_latest(grant: Access) -> Comparison | None:
    """Compare the latest revision with the draft; nothing before the first one."""
    latest = grant.revisions.select_related("archive").first()
    return compare(of_revision(latest), of_draft(grant.configuration)) if latest else None


def _parsed(text: str) -> Reference:
    try:
        return Reference.parse(text)
    except ValueError:
        raise Http404(text) from None


def _stored(visitor: Visitor, reference: Reference) -> Input:
    if reference.key is None:
        raise Http404
    if reference.which == DRAFT:
        grant = access.find(visitor, reference.key, Right.EDIT)
        return _narrowed(_draft(grant, reference), grant.configuration.plan_file)
    number = int(reference.which) if reference.which.isdecimal() else None
    grant = access.find(visitor, reference.key, number=number)
    revision = _revision(grant, reference.which)
    exact = replace(reference, which=str(revision.number))
    name = revision.document["metadata"]["name"]
    url = reverse("revision", args=[reference.key, revision.number])
    if reference.today:
        about = f"Checked and generated now by generator {generator_version.GENERATOR}."
        slug = f"{name}-{revision.number}-today"
        today = Input(of_today(revision), exact, slug, about, url, grant)
        return _narrowed(today, _file(revision))
    saved = f"by {revision.author.display_name}, {dates.moment(revision.created)}"
    about = f"{revision.get_state_display()}, {saved}."
    slug = f"{name}-{revision.number}"
    as_saved = Input(of_revision(revision), exact, slug, about, url, grant, revision=revision)
    return _narrowed(as_saved, _file(revision), NOW)


def _narrowed(whole: Input, file: generators.PlanFile | None, when: str = "") -> Input:
    """Narrow a side to the environment that its reference names, if it names one.

    ``when`` tells that its files are not those that were saved.
    """
    names = file.environments if file else ()
    environment = whole.reference.environment
    if not environment:
        return replace(whole, names=names if file and not file.single else ())
    if file is None or environment not in names:
        raise UnknownEnvironment(replace(whole, names=names), environment)
    side = of_environment(whole.side, file, environment)
    about = ALONE.format(when) if side.files and not file.single else ""
    return replace(
        whole,
        side=side,
        slug=f"{whole.slug}-{environment}",
        about=f"{whole.about} {about}".strip(),
        names=names,
        revision=None,
    )


def _draft(grant: Access, reference: Reference) -> Input:
    draft = grant.configuration
    url = reverse("findings", args=[draft.pk])
    return Input(of_draft(draft), reference, f"{draft.name}-draft", "As it is now.", url, grant)


def _revision(grant: Access, which: str) -> Revision:
    if which == LATEST:
        latest = grant.latest
        if latest is None:
            raise Http404(which)
        return latest
    return grant.revision(grant.configuration.approved if which == APPROVED else int(which))


def _preset(reference: Reference, other: generators.Plan | None) -> Input:
    preset = next((row for row in generators.PRESETS if row.slug == reference.preset), None)
    if preset is None:
        raise Http404(reference.preset)
    plan, about = preset.filled(), "Its blanks are filled with example values."
    if other:
        name = generators.sparse(other)["metadata"]
        plan = generators.read_document({**generators.sparse(plan), "metadata": name})
        if filled := _filled(preset, other):
            plan, about = filled, "Its blanks are filled with the values of the other side."
    side = as_of_today(f"Preset: {preset.title}", plan, timezone.localdate())
    return Input(side, reference, preset.slug, about, f"{reverse('front')}#presets")


def _filled(preset: generators.Preset, plan: generators.Plan) -> generators.Plan | None:
    """Fill a preset's blanks with a plan's values; nothing where they make the preset invalid.

    Where the plan has no value, the example is used.
    """
    values = {
        path: generators.choice_at(path).of(plan) or example
        for path, example in preset.blanks.items()
    }
    document = generators.with_changes(preset.document(), values)
    named = {**document, "metadata": generators.sparse(plan)["metadata"]}
    try:
        filled = generators.read_document(named)
    except generators.Unreadable:
        return None
    return None if generators.judge(filled).errors else filled


def _plan(revision: Revision) -> generators.Plan | None:
    file = _file(revision)
    return file.shared if file else None


def _file(revision: Revision) -> generators.PlanFile | None:
    try:
        return revision.plan_file
    except generators.Unreadable:
        return None
