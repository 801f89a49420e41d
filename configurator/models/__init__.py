"""Rows and their constraints; nothing is rendered or decided here."""

from __future__ import annotations

from configurator.models.approval_rule import ApprovalRule
from configurator.models.configuration import Configuration
from configurator.models.configuration import State
from configurator.models.event import Event
from configurator.models.event import Notification
from configurator.models.event import TeamEvent
from configurator.models.event import TeamVerb
from configurator.models.event import Verb
from configurator.models.git import Commit
from configurator.models.git import DeployToken
from configurator.models.inbox import InboxItem
from configurator.models.people import ApiToken
from configurator.models.people import Membership
from configurator.models.people import Role
from configurator.models.people import Team
from configurator.models.people import User
from configurator.models.review import Comment
from configurator.models.review import GivenWaiver
from configurator.models.review import LastSeen
from configurator.models.review import Review
from configurator.models.review import ReviewRequest
from configurator.models.review import Thread
from configurator.models.review import ViewedTick
from configurator.models.revision import Archive
from configurator.models.revision import Revision
from configurator.models.sharing import Link
from configurator.models.sharing import Share
from configurator.models.webhook import Delivery
from configurator.models.webhook import Webhook

__all__ = [
    "ApiToken",
    "ApprovalRule",
    "Archive",
    "Comment",
    "Commit",
    "Configuration",
    "Delivery",
    "DeployToken",
    "Event",
    "GivenWaiver",
    "InboxItem",
    "LastSeen",
    "Link",
    "Membership",
    "Notification",
    "Review",
    "ReviewRequest",
    "Revision",
    "Role",
    "Share",
    "State",
    "Team",
    "TeamEvent",
    "TeamVerb",
    "Thread",
    "User",
    "Verb",
    "ViewedTick",
    "Webhook",
]
