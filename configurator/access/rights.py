"""What each role may do, and what is said to whoever may not."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from configurator.models import Role


class Right(StrEnum):
    """What can be done with a configuration.

    ``READ`` shows revisions, ``REVIEW`` comments and gives verdicts, ``EDIT`` sees and changes the
    draft and saves it, ``REMOVE`` deletes, ``OWN`` shares, archives, moves and reads the history.
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
    Right.READ: "You cannot see this.",
    Right.REVIEW: "You can read this configuration, not review it: that takes a reviewer's role.",
    Right.EDIT: "You can see this configuration, not change it: that takes the role of an editor.",
    Right.REMOVE: "Only an owner can delete this configuration.",
    Right.OWN: "Only an owner can do this.",
}
ARCHIVED = (
    "This configuration is archived, so nothing in it changes. "
    "An owner can take it out of the archive."
)
NOT_YOURS = "Only the person who wrote a comment can change it. You can answer it."
ONE_ONLY = (
    "You see this revision only, and this would make another one. Ask whoever sent you the link "
    "for one that shows all revisions."
)
UNSAVED_YET = (
    "Nobody has saved this draft yet. Save it first; then it can be shared, reviewed and approved."
)
SIGN_IN = "Sign in first: what you do here carries your name."
