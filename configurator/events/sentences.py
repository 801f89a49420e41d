"""What happened, as a sentence: for the history, for notifications and for e-mail alike."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.urls import reverse

from configurator.models import Event
from configurator.models import Thread
from configurator.models import User
from configurator.models import Verb
from configurator.wording.labels import choice_title
from configurator.wording.labels import rule_title

# A part in brackets is said where everything that it names is known.
SENTENCES: Mapping[Verb, str] = {
    Verb.SAVED: "saved revision {revision}",
    Verb.IMPORTED: "imported a plan[ from {source}]",
    Verb.DUPLICATED: "duplicated this configuration[ from {source}][ as {name}]",
    Verb.RENAMED: "renamed this configuration[ from {old}][ to {new}]",
    Verb.MOVED: "moved this configuration[ from {old}][ to {new}][; approved no longer: {lost}]",
    Verb.ARCHIVED: "archived this configuration",
    Verb.UNARCHIVED: "took this configuration out of the archive",
    Verb.DELETED: "deleted this configuration",
    Verb.RESTORED: "restored[ revision {revision} into the draft of] this configuration",
    Verb.SHARED: "shared this configuration[ with {who}][ as {role}]",
    Verb.UNSHARED: "stopped sharing this configuration[ with {who}]",
    Verb.LINKED: "made the link[ “{label}”][ to revision {revision}][ for a {role}]",
    Verb.OPENED: "opened this configuration",
    Verb.REVOKED: "revoked the link[ “{label}”]",
    Verb.DOWNLOADED: "downloaded the bundle of revision {revision}",
    Verb.ASKED: "asked[ {who}] for a review[ of revision {revision}]",
    Verb.UNASKED: "took back a request for a review[ by {who}]",
    Verb.COMMENTED: "commented on[ {about} in] revision {revision}",
    Verb.RESOLVED: "resolved a thread[ about {about}][ on revision {revision}]",
    Verb.REOPENED: "reopened a thread[ about {about}][ on revision {revision}]",
    Verb.APPROVED: "approved revision {revision}[, {own}]",
    Verb.REQUESTED_CHANGES: "requested changes to revision {revision}",
    Verb.REVIEWED: "reviewed revision {revision} without a verdict",
    Verb.WAIVED: "waived a warning[ ({rule})][, {own}], which made revision {revision}",
    Verb.UNWAIVED: "took back a waiver[ ({rule})], which made revision {revision}",
}

PART = re.compile(r"\[([^\[\]]*)\]")
NAME = re.compile(r"\{(\w+)\}")


def act(event: Event, reader: User | None = None) -> str:
    """Say what was done: “approved revision 3”; it may have been done to whoever reads this."""
    known = {**event.detail, "revision": event.revision, "who": whom(event, reader)}
    known |= {"about": about(event)}

    def filled(text: str) -> str:
        return NAME.sub(lambda name: str(known.get(name[1]) or "?"), text)

    def part(found: re.Match[str]) -> str:
        return filled(found[1]) if all(known.get(name) for name in NAME.findall(found[1])) else ""

    return filled(PART.sub(part, SENTENCES[Verb(event.verb)]))


def whom(event: Event, reader: User | None = None) -> str:
    """Say to whom it was done, where it was done to a person or to a team."""
    if reader and reader.username in (event.detail.get(each) for each in ("reviewer", "person")):
        return "you"
    found = (event.detail.get(each) for each in ("name", "reviewer", "person", "team"))
    return next((str(each) for each in found if each), "")


def about(event: Event) -> str:
    """Say what a thread is about, where it is not about the whole."""
    here, line = str(event.detail.get("path", "")), event.detail.get("line")
    match event.detail.get("about"):
        case Thread.About.CHOICE:
            return f"“{choice_title(here)}”"
        case Thread.About.FINDING:
            return f"the finding “{rule_title(here)}”"
        case Thread.About.LINE if line:
            return f"{here}, line {line},"
    return ""


def actor(event: Event) -> str:
    """Say who did it: a person, or somebody of whom only the link is known."""
    link = f"the link “{event.link}”" if event.link else ""
    if event.actor is None:
        return f"somebody with {link}" if link else "somebody"
    return f"{event.actor.shown}, with {link}" if link else event.actor.shown


def sentence(event: Event) -> str:
    """Say who did what: “reviewer approved revision 3”."""
    return f"{actor(event)} {act(event)}"


def place(event: Event) -> str:
    """Give the address of the page where it can be seen."""
    if event.revision is None:
        return reverse("configuration", args=[event.configuration_id])
    for said in ("comment", "thread"):
        if key := event.detail.get(said):
            # The latest revision says where the thread stands by now; browsers keep what follows #.
            page = reverse("discussion-latest", args=[event.configuration_id])
            return f"{page}?thread={event.detail['thread']}#{said}-{key}"
    return reverse("revision", args=[event.configuration_id, event.revision])
