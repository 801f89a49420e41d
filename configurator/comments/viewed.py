"""What a person ticked as viewed: files and choices, as long as they are as they were seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property

from configurator.access import Access
from configurator.comments.anchors import stored_value
from configurator.models import Revision
from configurator.models import ViewedTick

ABSENT = "absent"  # of a file or a choice that the revision does not have
About = ViewedTick.About


class Viewed:
    """The ticks of a visitor on a revision. A tick is gone where the content is another."""

    def __init__(self, access: Access, revision: Revision) -> None:
        self.access, self.revision = access, revision

    @property
    def possible(self) -> bool:
        """Tell whether the visitor can tick: a tick is a person's."""
        return self.access.person is not None

    def has(self, about: str, path: str) -> bool:
        """Tell whether a file or a choice is ticked as viewed."""
        digest = self._ticks.get((about, path))
        return digest is not None and digest == content_digest(self.revision, about, path)

    @cached_property
    def _ticks(self) -> Mapping[tuple[str, str], str]:
        if self.access.person is None:
            return {}
        rows = self.access.configuration.viewed_ticks.filter(person=self.access.person)
        return {
            (about, path): digest
            for about, path, digest in rows.values_list("about", "path", "digest")
        }


def content_digest(revision: Revision, about: str, path: str) -> str:
    """Return the SHA-256 of a file or of a choice's value, as a revision has it."""
    if about == About.FILE:
        text = _file(revision, path)
    else:
        text = json.dumps(stored_value(revision.complete, path), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _file(revision: Revision, path: str) -> str:
    try:
        file = revision.bundle.file(path) if revision.bundle else None
    except KeyError:
        file = None
    return f"{file.executable} {file.text}" if file else ABSENT
