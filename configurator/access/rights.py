"""What each role may do, and the message to a visitor who may not."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.core.exceptions import PermissionDenied

from configurator.models import Role


class Archived(PermissionDenied):
    """The right is there, but the configuration is archived and so read-only."""

    def __init__(self) -> None:
        super().__init__(ARCHIVED)


class NoAccess(Exception):
    """The visitor may not even see the configuration, or it is deleted."""


class Right(StrEnum):
    """What can be done with a configuration.

    ``READ`` shows revisions, ``REVIEW`` comments and reviews, ``EDIT`` sees and changes the
    draft and saves it, ``REMOVE`` deletes, ``OWN`` shares, archives, moves and reads the audit log.
    """

    READ = "read"
    REVIEW = "review"
    EDIT = "edit"
    REMOVE = "remove"
    OWN = "own"


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.VIEWER: frozenset({Right.READ}),
    Role.REVIEWER: frozenset({Right.READ, Right.REVIEW}),
    Role.EDITOR: frozenset({Right.READ, Right.REVIEW, Right.EDIT}),
    Role.OWNER: frozenset(Right),
}
# What a browser may do with a draft that nobody saved yet: there is nothing to share or review.
UNSAVED = frozenset({Right.READ, Right.EDIT, Right.REMOVE})
# What an archived configuration still allows.
AT_REST = frozenset({Right.READ, Right.REMOVE, Right.OWN})

REFUSED: Mapping[Right, str] = {
    Right.READ: "You have no access to this configuration. Ask an owner to share it with you.",
    Right.REVIEW: "You can read this configuration, but not review it. "
    "Ask an owner for the reviewer role.",
    Right.EDIT: "You can read this configuration, but not change it. "
    "Ask an owner for the editor role.",
    Right.REMOVE: "Only an owner can delete this configuration.",
    Right.OWN: "Only an owner of this configuration can do this.",
}
ARCHIVED = "This configuration is archived and read-only. An owner can unarchive it."
NOT_YOURS = "Only the author of a comment can change it. Reply to it instead."
ONE_ONLY = (
    "Your link shows one revision, and this would create another. "
    "Ask the sender for a link that shows all revisions."
)
UNSAVED_YET = "This draft has no revision yet. Save it first, then share it or request a review."
SIGN_IN = "Sign in first: this is recorded under your name."
