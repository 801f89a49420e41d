"""What applying a bundle does to something that runs an older one."""

from __future__ import annotations

from collections.abc import Mapping

from generators.changes.consequence import TITLES
from generators.changes.consequence import Consequence
from generators.changes.consequence import Kind
from generators.changes.kustomize import CannotRender
from generators.changes.kustomize import overlays
from generators.changes.kustomize import rendered_objects
from generators.changes.objects import AppliedChanges
from generators.changes.objects import ObjectChange
from generators.changes.objects import object_changes
from generators.changes.patch_targets import unmet_targets
from generators.changes.text import as_markdown
from generators.changes.text import changed_namespace

__all__ = [
    "TITLES",
    "AppliedChanges",
    "CannotRender",
    "Consequence",
    "Kind",
    "ObjectChange",
    "as_markdown",
    "bundle_changes",
    "changed_namespace",
    "object_changes",
    "unmet_targets",
]


def bundle_changes(
    before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[AppliedChanges, ...]:
    """Say of each environment what applying the newer of two bundles does.

    Both map paths in the bundle to texts. An environment that only one of them has is new, or is
    left behind as a whole. :class:`CannotRender` says which file cannot be read.
    """
    names = dict.fromkeys((*overlays(before), *overlays(after)))
    return tuple(
        AppliedChanges(
            name,
            object_changes(_objects(before, name), _objects(after, name)),
            shared=name in overlays(before) and name in overlays(after),
        )
        for name in names
    )


def _objects(files: Mapping[str, str], name: str) -> tuple[dict[str, object], ...]:
    return rendered_objects(files, f"overlays/{name}") if name in overlays(files) else ()
