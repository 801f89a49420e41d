"""The objects that an environment of a revision renders, compared with an earlier revision's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import generators
from configurator.access import Access
from configurator.comparison.files import FileChange
from configurator.comparison.sections import Section
from configurator.comparison.sections import sections
from configurator.models import Revision
from configurator.reviews.environments import last_approved

SEPARATOR = "\n---\n"
KIND = re.compile(r"^kind: (.+)$", re.MULTILINE)
NAME = re.compile(r"^metadata:\n(?:  .*\n)*?  name: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class EnvironmentObjects:
    """The objects of an environment, and what differs from ``base``, an earlier revision.

    ``approved`` tells that ``base`` is the last revision before that is approved for it.
    """

    environment: str
    digest: str
    count: int
    base: Revision | None
    approved: bool
    sections: tuple[Section, ...]


def environment_objects(
    access: Access, revision: Revision, environment: str
) -> EnvironmentObjects | None:
    """Compare the objects of an environment with those that were approved last, or saved last.

    Nothing where the revision keeps none of this environment.
    """
    text = text_of(revision, environment)
    if text is None:
        return None
    base, approved = _base(access, revision, environment)
    before = (text_of(base, environment) if base else None) or ""
    return EnvironmentObjects(
        environment=environment,
        digest=revision.renderings[environment],
        count=len(_objects(text)),
        base=base,
        approved=approved,
        sections=tuple(sections(_changes(before, text))),
    )


def text_of(revision: Revision, environment: str) -> str | None:
    """Return the objects of an environment as YAML; nothing where none were kept."""
    return revision.archive.renderings.get(environment) if revision.archive else None


def _base(access: Access, revision: Revision, environment: str) -> tuple[Revision | None, bool]:
    """Find the revision to compare with: the last approved one, or else the one before."""
    earlier = access.revisions.filter(number__lt=revision.number).select_related("archive")
    number = last_approved(access.configuration, revision.number).get(environment, 0)
    approved = earlier.filter(number=number).first()
    if approved:
        return approved, True
    return next((row for row in earlier[:1] if text_of(row, environment)), None), False


def _changes(before: str, after: str) -> Iterator[FileChange]:
    old, new = _objects(before), _objects(after)
    for path in sorted({*old, *new}):
        one, other = (_rendered(path, objects.get(path)) for objects in (old, new))
        if old.get(path) != new.get(path):
            yield FileChange(one, other)


def _rendered(path: str, text: str | None) -> generators.Rendered | None:
    return None if text is None else generators.Rendered(path, text, "")


def _objects(text: str) -> dict[str, str]:
    """Part the text into its objects, by kind and name; each ends with a line feed."""
    objects: dict[str, str] = {}
    for part in text.split(SEPARATOR) if text else ():
        body = f"{part.rstrip()}\n"
        path = f"{_first(KIND, body)}/{_first(NAME, body)}"
        objects[path if path not in objects else f"{path} ({len(objects)})"] = body
    return objects


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1].strip("\"'") if match else "?"
