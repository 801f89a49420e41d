"""The access of a visitor to a configuration: all rules about who may see and do what."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.db.models import QuerySet
from django.http import Http404
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from configurator.access import session_links
from configurator.access.rights import AT_REST
from configurator.access.rights import NOT_YOURS
from configurator.access.rights import ONE_ONLY
from configurator.access.rights import REFUSED
from configurator.access.rights import RIGHTS
from configurator.access.rights import SIGN_IN
from configurator.access.rights import UNSAVED
from configurator.access.rights import UNSAVED_YET
from configurator.access.rights import Archived
from configurator.access.rights import NoAccess
from configurator.access.rights import Right as Right  # noqa: PLC0414 - views ask for both by one name
from configurator.access.roles import role_of
from configurator.access.visitors import BROWSER
from configurator.access.visitors import Visitor
from configurator.access.visitors import visitor
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Link
from configurator.models import Revision
from configurator.models import Role
from configurator.models import Thread
from configurator.models import User
from configurator.models.revision import LARGE_REVISION_FIELDS

# What says who may change a draft, and which tabs its pages have.
OWNERSHIP = ("browser", "person", "team", "archived", "deleted", "environments")


@dataclass(frozen=True)
class Access:
    """The access of one visitor to one configuration; ``link`` is set where only it gives it."""

    configuration: Configuration
    visitor: Visitor
    rights: frozenset[Right]
    role: Role | None = None
    link: Link | None = None

    @property
    def person(self) -> User | None:
        return self.visitor.person

    @property
    def signed(self) -> User:
        """Return the signed-in person; 403 where nobody is signed in, as events carry a name."""
        if self.person is None:
            raise PermissionDenied(SIGN_IN)
        return self.person

    @property
    def pinned(self) -> int | None:
        """Return the key of the only revision that the visitor's link shows."""
        return self.link.revision_id if self.link else None

    @property
    def revisions(self) -> QuerySet[Revision]:
        """List the revisions that this visitor may see, the latest first."""
        rows = self.configuration.revisions.select_related("author", "saver", "configuration")
        return rows.filter(pk=self.pinned) if self.pinned else rows

    @property
    def threads(self) -> QuerySet[Thread]:
        """List the threads that this visitor may read; a pinned link shows its revision's only."""
        rows = self.configuration.threads.select_related("resolver", "revision")
        rows = rows.defer(*LARGE_REVISION_FIELDS)
        rows = rows.filter(Q(pending_of=None) | Q(pending_of=self.person))
        return rows.filter(revision=self.pinned) if self.pinned else rows

    @property
    def comments(self) -> QuerySet[Comment]:
        """List the comments of any thread that this visitor may read: no pending ones of others.

        A comment of a pending review is for its author alone.
        """
        return Comment.objects.filter(Q(pending=False) | Q(pending=True, author=self.person))

    @property
    def pending_comments(self) -> QuerySet[Comment]:
        """List the comments of this visitor's pending review of the configuration."""
        rows = Comment.objects.filter(thread__configuration=self.configuration, pending=True)
        return rows.filter(author=self.person).select_related("thread__revision", "author")

    @property
    def open_suggestions(self) -> QuerySet[Comment]:
        """List the suggestions of values that were not taken yet, the oldest first."""
        rows = self.comments.filter(pending=False, deleted=None, taken=None)
        rows = rows.filter(thread__in=self.threads, suggestion__isnull=False)
        return rows.filter(thread__resolved=None).select_related("thread", "author")

    def may(self, right: Right) -> bool:
        """Tell whether this visitor has a right in the current state of the configuration."""
        if self.configuration.archived and right not in AT_REST:
            return False
        if right is Right.REVIEW and self.person is None:
            return False
        return right in self.rights

    @property
    def may_after_signing_in(self) -> bool:
        """Tell whether the visitor could review after signing in."""
        granted = Right.REVIEW in self.rights and not self.configuration.archived
        return granted and self.person is None

    @property
    def can(self) -> Mapping[str, bool]:
        """Return every right by its name, for templates."""
        return {right.value: self.may(right) for right in Right}

    def require(self, right: Right) -> None:
        """Raise 403 where the visitor lacks a right, with a message that says what would help."""
        if self.may(right):
            return
        if self.configuration.archived and right in self.rights:
            raise Archived
        if self.configuration.browser:
            raise PermissionDenied(UNSAVED_YET)
        if right is Right.REVIEW and right in self.rights:
            raise PermissionDenied(SIGN_IN)
        raise PermissionDenied(REFUSED[right])

    def require_all(self) -> None:
        """Raise 403 for what makes a revision, where the visitor's link shows only one."""
        if self.pinned:
            raise PermissionDenied(ONE_ONLY)

    def revision(self, number: int) -> Revision:
        """Find a revision by its number; 404 where there is none for this visitor."""
        return get_object_or_404(self.revisions.select_related("archive"), number=number)

    def thread(self, key: int) -> Thread:
        """Find a thread; 404 where there is none for this visitor."""
        return get_object_or_404(self.threads, pk=key)

    def comment(self, key: int) -> Comment:
        """Find a comment in one of these threads; 404 as well where it was deleted."""
        rows = self.comments.select_related("thread__revision", "author")
        return get_object_or_404(rows, pk=key, thread__in=self.threads, deleted=None)

    def own_comment(self, key: int) -> Comment:
        """Find a comment that this visitor may change, which is one of their own."""
        comment = self.comment(key)
        if comment.author != self.reviewer:
            raise PermissionDenied(NOT_YOURS)
        return comment

    @property
    def reviewer(self) -> User:
        """Return the signed-in person with the right to review; 403 otherwise."""
        self.require(Right.REVIEW)
        if self.person is None:
            raise PermissionDenied(SIGN_IN)
        return self.person

    @property
    def latest(self) -> Revision | None:
        """Return the latest revision that this visitor may see."""
        return self.revisions.select_related("archive").first()


def drafts(request: HttpRequest) -> QuerySet[Configuration]:
    """List this browser's drafts that nobody saved yet, the latest first."""
    known = request.session.get(BROWSER)
    if not known:
        return Configuration.objects.none()
    return Configuration.objects.filter(browser=known, deleted=None)


def at(visitor: Visitor, configuration: Configuration, number: int | None = None) -> Access | None:
    """Say what a visitor may do with a configuration; nothing where they may not even see it.

    ``number`` is the revision that they ask for, where they ask for one.
    """
    if configuration.browser:
        own = visitor.browser == configuration.browser
        return Access(configuration, visitor, UNSAVED) if own else None
    role = role_of(visitor.person, configuration) if visitor.person else None
    link = session_links.counting(visitor.links, configuration, number)
    # A link adds to what somebody is anyway; one pinned to a revision would rather take away.
    if link and (role is None or (link.role_rank > role.rank and not link.revision_id)):
        return Access(configuration, visitor, RIGHTS[Role(link.role)], Role(link.role), link)
    return Access(configuration, visitor, RIGHTS[role], role) if role else None


def find(
    visitor: Visitor,
    key: UUID,
    right: Right = Right.READ,
    number: int | None = None,
    columns: Collection[str] = (),
) -> Access:
    """Find a configuration; 404 where a visitor may not see it, 403 where they lack a right.

    ``columns`` are those to load now, where a few are enough.
    """
    rows = Configuration.objects.select_related("person", "team")
    rows = Configuration.objects.only(*columns) if columns else rows
    configuration = get_object_or_404(rows, pk=key, deleted=None)
    try:
        return granted(visitor, configuration, right, number)
    except NoAccess:
        raise Http404(key) from None


def granted(
    visitor: Visitor, configuration: Configuration, right: Right, number: int | None = None
) -> Access:
    """Return the access of a visitor who has a right; :class:`NoAccess` or 403 otherwise."""
    access = None if configuration.deleted else at(visitor, configuration, number)
    if access is None:
        raise NoAccess(configuration.pk)
    access.require(right)
    return access


def to(
    request: HttpRequest, key: UUID, right: Right = Right.READ, columns: Collection[str] = ()
) -> Access:
    """Find a configuration for the visitor who sent this request, as ``find`` does.

    It writes nothing: a middleware records the use of the share link that this leaves with the
    request.
    """
    number = request.resolver_match.kwargs.get("number") if request.resolver_match else None
    access = find(visitor(request), key, right, number, columns)
    if access.link:
        session_links.mark_in_use(request, access.link)
    return access


def draft(request: HttpRequest, key: UUID) -> Configuration:
    """Find a configuration whose draft this visitor may see and change."""
    return to(request, key, Right.EDIT).configuration


def draft_to_lock(request: HttpRequest, key: UUID) -> Configuration:
    """Find a draft as ``draft`` does, for a save that loads all of it again with its lock."""
    return to(request, key, Right.EDIT, OWNERSHIP).configuration
