"""Who may see and do what: rights, memberships, share links of a session. It only reads."""

from __future__ import annotations

from configurator.access.configurations import Access
from configurator.access.configurations import at
from configurator.access.configurations import draft
from configurator.access.configurations import draft_to_lock
from configurator.access.configurations import drafts
from configurator.access.configurations import find
from configurator.access.configurations import granted
from configurator.access.configurations import to
from configurator.access.rights import NoAccess
from configurator.access.rights import Right
from configurator.access.roles import role_of
from configurator.access.roles import shared
from configurator.access.roles import visible
from configurator.access.visitors import BROWSER
from configurator.access.visitors import Visitor
from configurator.access.visitors import browser
from configurator.access.visitors import person
from configurator.access.visitors import signed_in
from configurator.access.visitors import visitor

__all__ = [
    "BROWSER",
    "Access",
    "NoAccess",
    "Right",
    "Visitor",
    "at",
    "browser",
    "draft",
    "draft_to_lock",
    "drafts",
    "find",
    "granted",
    "person",
    "role_of",
    "shared",
    "signed_in",
    "to",
    "visible",
    "visitor",
]
