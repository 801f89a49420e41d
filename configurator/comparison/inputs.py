"""The sides of a comparison as this visitor may see them, made of what is kept."""

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
from configurator.comparison.urls import APPROVED
from configurator.comparison.urls import DRAFT
from configurator.comparison.urls import LATEST
from configurator.comparison.urls import Address
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models.draft_bundle import bundle_of
from configurator.plans import generator_version
from configurator.plans.stored_findings import judged
from configurator.wording import dates

PENDING = "Some answers cannot be read yet, so there is no bundle."
UNREADABLE = "This version cannot read the plan any more, so it neither judges it nor makes files."


@dataclass(frozen=True)
class Found:
    """A side with what its page needs beside it.

    ``address`` names what was found rather than how it was asked for: a number, not ``latest``.
    ``slug`` names it in a file's name, ``about`` says what it is in a sentence.
    """

    side: Side
    address: Address
    slug: str
    about: str
    url: str
    access: Access | None = None


def found(who: Visitor, texts: Iterable[str]) -> list[Found]:
    """Find sides by their addresses; 404 where one does not exist or is not for this visitor.

    A preset takes the answers that only the engineer knows from the other side.
    """
    addresses = [_read(each) for each in texts]
    kept = [None if each.preset else _kept(who, each) for each in addresses]
    plans = [each.side.plan for each in kept if each]
    near = plans[0] if plans else None
    return [each or _preset(address, near) for each, address in zip(kept, addresses, strict=True)]


def of_revision(revision: Revision) -> Side:
    """Show a revision as it was saved, also where this version cannot read its plan any more."""
    return Side(
        f"{revision.document['metadata']['name']}, revision {revision.number}",
        _plan(revision),
        revision.stored_findings,
        revision.bundle.files if revision.bundle else (),
        revision.complete,
        "" if revision.bundle else "Errors blocked its bundle when it was saved.",
    )


def of_today(revision: Revision) -> Side:
    """Show a revision's plan as this version judges and generates it, on this day."""
    title = f"{revision.document['metadata']['name']}, revision {revision.number} as of today"
    if _plan(revision) is None:
        kept = revision.complete
        return Side(title, None, document=kept, lacking=UNREADABLE, unjudged=True)
    return as_of_today(title, revision.plan_file, timezone.localdate())


def of_draft(draft: Configuration) -> Side:
    """Show a draft as it is now."""
    bundle = bundle_of(draft)
    return Side(
        f"{draft.name}, draft",
        draft.plan,
        judged(draft.judgement.findings),
        bundle.files if bundle else (),
        draft.document,
        "" if bundle else PENDING if draft.pending else BLOCKED,
    )


def since_saved(revision: Revision) -> Comparison:
    """Tell what this version says or makes otherwise than the one that saved a revision."""
    return compare(of_revision(revision), of_today(revision))


def since(here: Access, revision: Revision, number: int) -> Comparison | None:
    """Tell what changed since an older revision, where this visitor may see it."""
    seen = here.revisions.select_related("archive").filter(number=number).first()
    return compare(of_revision(seen), of_revision(revision)) if seen else None


def _read(text: str) -> Address:
    try:
        return Address.read(text)
    except ValueError:
        raise Http404(text) from None


def _kept(who: Visitor, address: Address) -> Found:
    if address.key is None:
        raise Http404
    if address.which == DRAFT:
        return _draft(access.find(who, address.key, Right.EDIT), address)
    number = int(address.which) if address.which.isdecimal() else None
    here = access.find(who, address.key, number=number)
    revision = _revision(here, address.which)
    known = replace(address, which=str(revision.number))
    name = revision.document["metadata"]["name"]
    shown = reverse("revision", args=[address.key, revision.number])
    if address.today:
        about = f"Judged and generated now, by generator {generator_version.GENERATOR}."
        slug = f"{name}-{revision.number}-today"
        return Found(of_today(revision), known, slug, about, shown, here)
    said = f"by {revision.author.shown}, {dates.moment(revision.created)}"
    about = f"{revision.get_state_display()}, {said}."
    return Found(of_revision(revision), known, f"{name}-{revision.number}", about, shown, here)


def _draft(here: Access, address: Address) -> Found:
    draft = here.configuration
    shown = reverse("findings", args=[draft.pk])
    return Found(of_draft(draft), address, f"{draft.name}-draft", "As it is now.", shown, here)


def _revision(here: Access, which: str) -> Revision:
    if which == LATEST:
        found = here.latest
        if found is None:
            raise Http404(which)
        return found
    return here.revision(here.configuration.approved if which == APPROVED else int(which))


def _preset(address: Address, near: generators.Plan | None) -> Found:
    preset = next((each for each in generators.PRESETS if each.slug == address.preset), None)
    if preset is None:
        raise Http404(address.preset)
    plan, about = preset.filled(), "Its blanks are filled in with examples."
    if near:
        name = generators.sparse(near)["metadata"]
        plan = generators.read_document({**generators.sparse(plan), "metadata": name})
        if like := _filled(preset, near):
            plan, about = like, "Its blanks are filled in as on the other side."
    side = as_of_today(f"Preset: {preset.title}", plan, timezone.localdate())
    return Found(side, address, preset.slug, about, f"{reverse('front')}#presets")


def _filled(preset: generators.Preset, plan: generators.Plan) -> generators.Plan | None:
    """Fill in a preset's blanks as a plan does; nothing where its answers do not suit the preset.

    Where the plan says nothing, the example stands.
    """
    said = {path: generators.choice_at(path).of(plan) for path in preset.blanks}
    answers = {path: said[path] or example for path, example in preset.blanks.items()}
    document = generators.with_changes(preset.document(), answers)
    named = {**document, "metadata": generators.sparse(plan)["metadata"]}
    try:
        filled = generators.read_document(named)
    except generators.Unreadable:
        return None
    return None if generators.judge(filled).errors else filled


def _plan(revision: Revision) -> generators.Plan | None:
    try:
        return revision.plan
    except generators.Unreadable:
        return None
