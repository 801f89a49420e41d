"""Events as sentences: for the audit log, notifications, e-mail and webhooks alike."""

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

# A part in brackets is left out where a value that it names is unknown.
SENTENCES: Mapping[Verb, str] = {
    Verb.SAVED: "saved revision {revision}"
    "[; approval kept: {approval_kept}][; approval lost: {approval_lost}]",
    Verb.IMPORTED: "imported a plan[ from {source}]",
    Verb.DUPLICATED: "duplicated this configuration[ from {source}][ as {name}]",
    Verb.RENAMED: "renamed this configuration[ from {old}][ to {new}]",
    Verb.MOVED: "moved this configuration[ from {old}][ to {new}][; no longer approved: {lost}]",
    Verb.ARCHIVED: "archived this configuration",
    Verb.UNARCHIVED: "unarchived this configuration",
    Verb.DELETED: "deleted this configuration",
    Verb.RESTORED: "restored[ revision {revision} into the draft of] this configuration",
    Verb.SHARED: "shared this configuration[ with {who}][ as {role}]",
    Verb.UNSHARED: "stopped sharing this configuration[ with {who}]",
    Verb.LINKED: "created the link[ “{label}”][ to revision {revision}][ for a {role}]",
    Verb.OPENED: "opened this configuration",
    Verb.REVOKED: "revoked the link[ “{label}”]",
    Verb.DEPLOY_TOKEN_CREATED: "created the deploy token[ “{name}”]",
    Verb.DEPLOY_TOKEN_REVOKED: "revoked the deploy token[ “{name}”]",
    Verb.DOWNLOADED: "downloaded the bundle of revision {revision}",
    Verb.REVIEW_REQUESTED: "requested a review[ of revision {revision}][ from {who}]",
    Verb.REVIEW_REQUEST_WITHDRAWN: "withdrew the review request[ to {who}]",
    Verb.COMMENTED: "commented on[ {about} in] revision {revision}",
    Verb.COMMENT_EDITED: "edited their comment[ on {about} in] revision {revision}",
    Verb.COMMENT_DELETED: "deleted their comment[ on {about} in] revision {revision}",
    Verb.SUGGESTIONS_TAKEN: "took[ {suggestions} of {suggesters}] into the draft",
    Verb.RESOLVED: "resolved a thread[ about {about}][ on revision {revision}]",
    Verb.REOPENED: "reopened a thread[ about {about}][ on revision {revision}]",
    Verb.APPROVED: "approved revision {revision}[ for {environments}][, {own}][, with {comments}]",
    Verb.REQUESTED_CHANGES: "requested changes to revision {revision}[ for {environments}]"
    "[, with {comments}]",
    Verb.REVIEWED: "reviewed revision {revision}[, with {comments}]",
    Verb.WAIVED: "waived a warning[ ({rule})][ in {environment}][, {own}], which created revision "
    "{revision}",
    Verb.UNWAIVED: "withdrew a waiver[ ({rule})][ in {environment}], which created revision "
    "{revision}",
    Verb.ENVIRONMENT_ADDED: "added the environment[ {environment}][ from {source}] to the draft",
    Verb.ENVIRONMENT_RENAMED: "renamed the environment[ {old}][ to {new}] in the draft",
    Verb.ENVIRONMENT_MOVED: "changed the order of promotion in the draft[ to {order}]",
    Verb.ENVIRONMENT_REMOVED: "removed the environment[ {environment}] from the draft",
    Verb.PROMOTED: "promoted[ {source} to {target}][: {choices}]",
}

PART = re.compile(r"\[([^\[\]]*)\]")
NAME = re.compile(r"\{(\w+)\}")


def action(event: Event, reader: User | None = None) -> str:
    """Write the action of an event: “approved revision 3”; ``reader`` is addressed as “you”."""
    known = {**event.detail, "revision": event.revision, "who": target(event, reader)}
    known |= {"about": about(event)}

    def filled(text: str) -> str:
        return NAME.sub(lambda name: str(known.get(name[1]) or "?"), text)

    def part(match: re.Match[str]) -> str:
        return filled(match[1]) if all(known.get(name) for name in NAME.findall(match[1])) else ""

    return filled(PART.sub(part, SENTENCES[Verb(event.verb)]))


def target(event: Event, reader: User | None = None) -> str:
    """Name the person or the team that an event is about, if any."""
    if reader and reader.username in (event.detail.get(key) for key in ("reviewer", "person")):
        return "you"
    names = (event.detail.get(key) for key in ("name", "reviewer", "person", "team"))
    return next((str(name) for name in names if name), "")


def about(event: Event) -> str:
    """Name the subject of a thread, where it is not the whole configuration."""
    path, line = str(event.detail.get("path", "")), event.detail.get("line")
    if event.detail.get("about") == Thread.About.LINE:
        return f"{path}, line {line}," if line else ""
    return _subject_name(str(event.detail.get("about", "")), path)


def subject_name(thread: Thread) -> str:
    """Name the subject of a thread, as it was when the thread began."""
    if thread.about == Thread.About.LINE:
        return f"{thread.path}, line {thread.line}"
    return _subject_name(thread.about, thread.path) or "The whole revision"


def _subject_name(about: str, path: str) -> str:
    match about:
        case Thread.About.CHOICE:
            return f"“{choice_title(path)}”"
        case Thread.About.FINDING:
            return f"the finding “{rule_title(path)}”"
    return ""


def actor(event: Event) -> str:
    """Name the actor of an event: a person, or a visitor of whom only the share link is known."""
    link = f"the link “{event.link}”" if event.link else ""
    if event.actor is None:
        return f"someone with {link}" if link else "someone"
    return f"{event.actor.display_name}, with {link}" if link else event.actor.display_name


def sentence(event: Event) -> str:
    """Write an event as a sentence: “reviewer approved revision 3”."""
    return f"{actor(event)} {action(event)}"


def url(event: Event) -> str:
    """Return the path of the page that shows what an event is about."""
    if event.revision is None:
        return reverse("configuration", args=[event.configuration_id])
    for anchor in ("comment", "thread"):
        if key := event.detail.get(anchor):
            # The latest revision has the current anchor of the thread; browsers keep the fragment.
            page = reverse("discussion-latest", args=[event.configuration_id])
            return f"{page}?thread={event.detail['thread']}#{anchor}-{key}"
    return reverse("revision", args=[event.configuration_id, event.revision])
