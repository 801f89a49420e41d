"""What this person may see and do with a configuration: decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any
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
from configurator.access.rights import Right as Right  # noqa: PLC0414 - views ask for both by one name
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Link
from configurator.models import Membership
from configurator.models import Revision
from configurator.models import Role
from configurator.models import Share
from configurator.models import Thread
from configurator.models import User
from configurator.models.revision import LARGE_REVISION_FIELDS

BROWSER = "owner"


@dataclass(frozen=True)
class Visitor:
    """Who asks: a person, a browser with its drafts, and the links that it opened."""

    person: User | None = None
    browser: str = ""
    links: tuple[int, ...] = ()


@dataclass(frozen=True)
class Access:
    """One visitor at one configuration. ``link`` is how they came where nothing else lets them."""

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
        """Give who acts here; 403 where nobody is signed in, as what is done carries a name."""
        if self.person is None:
            raise PermissionDenied(SIGN_IN)
        return self.person

    @property
    def pinned(self) -> int | None:
        """Give the key of the only revision that the visitor's link shows."""
        return self.link.revision_id if self.link else None

    @property
    def revisions(self) -> QuerySet[Revision]:
        """List the revisions that this visitor may see, the latest first."""
        found = self.configuration.revisions.select_related("author", "saver", "configuration")
        return found.filter(pk=self.pinned) if self.pinned else found

    @property
    def threads(self) -> QuerySet[Thread]:
        """List the threads that this visitor may read; a pinned link shows its revision's only."""
        found = self.configuration.threads.select_related("resolver", "revision")
        found = found.defer(*LARGE_REVISION_FIELDS)
        return found.filter(revision=self.pinned) if self.pinned else found

    def may(self, right: Right) -> bool:
        """Tell whether this visitor may do something here, now."""
        if self.configuration.archived and right not in AT_REST:
            return False
        if right is Right.REVIEW and self.person is None:
            return False
        return right in self.rights

    @property
    def may_after_signing_in(self) -> bool:
        """Tell whether all that is missing for a review is a name."""
        asked = Right.REVIEW in self.rights and not self.configuration.archived
        return asked and self.person is None

    @property
    def can(self) -> Mapping[str, bool]:
        """Answer the same for every right, by its name, for templates."""
        return {right.value: self.may(right) for right in Right}

    def require(self, right: Right) -> None:
        """Refuse with 403, and say what would help, where the visitor may not do this."""
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
        """Refuse with 403 what makes another revision where only one is shown."""
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
        rows = Comment.objects.select_related("thread__revision", "author")
        return get_object_or_404(rows, pk=key, thread__in=self.threads, deleted=None)

    def own_comment(self, key: int) -> Comment:
        """Find a comment that this visitor may change, which is one of their own."""
        found = self.comment(key)
        if found.author != self.reviewer:
            raise PermissionDenied(NOT_YOURS)
        return found

    @property
    def reviewer(self) -> User:
        """Give who may review here; refused for everybody else."""
        self.require(Right.REVIEW)
        if self.person is None:
            raise PermissionDenied(SIGN_IN)
        return self.person

    @property
    def latest(self) -> Revision | None:
        """Give the latest revision that this visitor may see."""
        return self.revisions.select_related("archive").first()


def browser(request: HttpRequest) -> str:
    """Name this browser's session; the name stays when Django changes the session's key."""
    if BROWSER not in request.session:
        request.session[BROWSER] = token_urlsafe(32)
    return str(request.session[BROWSER])


def person(request: HttpRequest) -> User | None:
    """Give who is signed in."""
    return request.user if isinstance(request.user, User) else None


def signed_in(request: HttpRequest) -> User:
    """Give who is signed in, for views that ask for that first."""
    who = person(request)
    if who is None:
        raise PermissionDenied(SIGN_IN)
    return who


def visitor(request: HttpRequest) -> Visitor:
    """Say who asks; nothing is written into the session of somebody who only looks around."""
    known: Any = request.session.get(BROWSER, "")
    return Visitor(person(request), known, session_links.opened(request))


def drafts(request: HttpRequest) -> QuerySet[Configuration]:
    """List this browser's drafts that nobody saved yet, the latest first."""
    known = request.session.get(BROWSER)
    if not known:
        return Configuration.objects.none()
    return Configuration.objects.filter(browser=known, deleted=None)


def visible(who: User) -> QuerySet[Configuration]:
    """List what a person sees by name: their own, their teams', and what was shared with them."""
    teams = Membership.objects.filter(person=who).values("team")
    mine = Q(person=who) | Q(team__in=teams) | shared(who)
    return Configuration.objects.filter(mine, deleted=None)


def shared(who: User) -> Q:
    """Say what was shared with a person, or with a team of theirs."""
    teams = Membership.objects.filter(person=who).values("team")
    shares = Share.objects.order_by().values("configuration")
    # A union uses both indexes, where an "or" would read every share there is.
    return Q(pk__in=shares.filter(person=who).union(shares.filter(team__in=teams)))


def role_of(who: User, configuration: Configuration) -> Role | None:
    """Give the highest role that ownership, teams and shares give.

    A share to a team gives each member no more than what they are in that team.
    """
    if configuration.person_id == who.pk:
        return Role.OWNER
    teams = {
        team: Role(role)
        for team, role in Membership.objects.filter(person=who).values_list("team", "role")
    }
    roles = [teams[configuration.team_id]] if configuration.team_id in teams else []
    for share in configuration.shares.filter(Q(person=who) | Q(team__in=teams)):
        given = Role(share.role)
        bound = teams[share.team_id] if share.team_id else given
        roles.append(min(given, bound, key=lambda each: each.rank))
    return max(roles, key=lambda each: each.rank, default=None)


def at(who: Visitor, configuration: Configuration, number: int | None = None) -> Access | None:
    """Say what a visitor may do with a configuration; nothing where they may not even see it.

    ``number`` is the revision that they ask for, where they ask for one.
    """
    if configuration.browser:
        mine = who.browser == configuration.browser
        return Access(configuration, who, UNSAVED) if mine else None
    role = role_of(who.person, configuration) if who.person else None
    link = session_links.counting(who.links, configuration, number)
    # A link adds to what somebody is anyway; one pinned to a revision would rather take away.
    if link and (role is None or (link.role_rank > role.rank and not link.revision_id)):
        return Access(configuration, who, RIGHTS[Role(link.role)], Role(link.role), link)
    return Access(configuration, who, RIGHTS[role], role) if role else None


def find(who: Visitor, key: UUID, right: Right = Right.READ, number: int | None = None) -> Access:
    """Find a configuration; 404 where this visitor may not see it, 403 where they may not do this.

    What was deleted is found nowhere but among the deleted.
    """
    rows = Configuration.objects.select_related("person", "team")
    configuration = get_object_or_404(rows, pk=key, deleted=None)
    found = at(who, configuration, number)
    if found is None:
        raise Http404(key)
    found.require(right)
    return found


def to(request: HttpRequest, key: UUID, right: Right = Right.READ) -> Access:
    """Find a configuration for the visitor who sent this request, as ``find`` does.

    It writes nothing: a middleware records the use of the share link that this leaves with the
    request.
    """
    number = request.resolver_match.kwargs.get("number") if request.resolver_match else None
    access = find(visitor(request), key, right, number)
    if access.link:
        session_links.mark_in_use(request, access.link)
    return access


def draft(request: HttpRequest, key: UUID) -> Configuration:
    """Find a configuration whose draft this visitor may see and change."""
    return to(request, key, Right.EDIT).configuration
