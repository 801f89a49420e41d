"""The admin site: administrators manage people and teams; all other rows are read-only.

Configurations change only on the pages of the product, which record each change in the audit log.
"""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib import messages
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.utils import timezone

from configurator import models

admin.site.site_header = admin.site.site_title = "SkillFlaw configurator"
admin.site.index_title = "Administration"
# Sign in on allauth's page, which limits attempts and offers single sign-on.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign] # allauth's way


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg] # one class for the rows of any model
    """A read-only list. It counts no rows, and it joins no tables that it was not told to."""

    show_full_result_count = False
    list_per_page, shown = 50, dict[str, Any]()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out the rows that are not ``shown``."""
        return super().get_queryset(request).filter(**self.shown)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return false: the product creates, changes and deletes these rows."""
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(models.User)
class People(UserAdmin):  # type: ignore[type-arg] # as above
    """People. An account is deactivated, never deleted: its revisions and approvals stay."""

    list_display = ("username", "email", "first_name", "last_name", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("username", "email", "first_name", "last_name")
    add_fieldsets = (
        (None, {"fields": ("username", "email", "usable_password", "password1", "password2")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return false: a username in the audit log must never name another person."""
        return False


class Members(admin.TabularInline):  # type: ignore[type-arg] # as above
    """The members of a team."""

    model = models.Membership
    autocomplete_fields = ("person",)
    extra = 0


@admin.register(models.Team)
class Teams(admin.ModelAdmin):  # type: ignore[type-arg] # as above
    """Teams and their members."""

    list_display = ("name", "slug", "required_approvals", "self_approval", "created")
    search_fields = ("name", "slug")
    inlines = (Members,)


class Revocable(ReadOnly):
    """Tokens without their digests. An administrator can revoke one that leaked."""

    exclude = ("digest",)
    actions = ("revoke",)

    @admin.action(description="Revoke these tokens", permissions=["view"])
    def revoke(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Revoke the tokens; requests with them fail from now on."""
        ended = rows.filter(revoked=None).update(revoked=timezone.now())
        self.message_user(request, f"Revoked: {ended}.", messages.SUCCESS)


@admin.register(models.ApiToken)
class Tokens(Revocable):
    """API tokens."""

    list_display = ("name", "start", "person", "scope", "last_used", "expires", "revoked")
    list_filter = ("scope", ("revoked", admin.EmptyFieldListFilter))
    list_select_related = ("person",)
    search_fields = ("name", "start", "person__username")


@admin.register(models.Configuration)
class Configurations(ReadOnly):
    """Configurations with their states, without the content of their drafts."""

    list_display = ("name", "person", "team", "state", "latest", "approved", "archived", "deleted")
    list_filter = ("state", "topology", ("deleted", admin.EmptyFieldListFilter))
    list_select_related = ("person", "team")
    search_fields = ("name", "id__startswith", "person__username", "team__name")
    exclude = ("browser", "document", "unfinished", "words", "writes")


@admin.register(models.Revision)
class Revisions(ReadOnly):
    """The revisions of all configurations."""

    list_display = ("configuration", "number", "author", "result", "state", "created")
    list_filter = ("result", "state")
    list_select_related = ("configuration", "author")
    search_fields = ("configuration__name", "archive__digest__startswith", "author__username")
    exclude = ("complete",)


@admin.register(models.Archive)
class Archives(ReadOnly):
    """The zips of bundles, by their SHA-256."""

    list_display = ("digest", "size")
    search_fields = ("digest__startswith",)
    readonly_fields = ("size",)
    exclude = ("packed", "about", "rendered")

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Archive]:
        """Load the length of each zip instead of its bytes."""
        rows: QuerySet[models.Archive] = super().get_queryset(request)
        return rows.defer("packed", "about", "rendered").annotate(length=Length("packed"))

    @admin.display(description="compressed size in bytes")
    def size(self, row: Any) -> int:
        """Return the size of the stored row in bytes."""
        return int(row.length)


@admin.register(models.Event)
class Events(ReadOnly):
    """The events of the audit log."""

    list_display = ("created", "actor", "verb", "configuration", "revision")
    list_filter = ("verb",)
    list_select_related = ("actor", "configuration")
    search_fields = ("configuration__name", "actor__username")
    date_hierarchy = "created"


@admin.register(models.Thread)
class Threads(ReadOnly):
    """The threads of comments, without those of a pending review."""

    shown = {"pending_of": None}
    list_display = ("configuration", "about", "path", "created", "resolved")
    list_filter = ("about", ("resolved", admin.EmptyFieldListFilter))
    list_select_related = ("configuration",)
    search_fields = ("configuration__name", "path")


@admin.register(models.Comment)
class Comments(ReadOnly):
    """The comments, without those of a pending review."""

    shown = {"pending": False}
    list_display = ("author", "thread", "created", "edited")
    list_select_related = ("author", "thread")
    search_fields = ("author__username", "thread__configuration__name")


@admin.register(models.Review)
class Reviews(ReadOnly):
    """The reviews with their decisions."""

    list_display = ("reviewer", "revision", "decision", "own", "created")
    list_filter = ("decision", "own")
    list_select_related = ("reviewer", "revision__configuration")
    search_fields = ("reviewer__username", "revision__configuration__name")


@admin.register(models.ReviewRequest)
class Requests(ReadOnly):
    """The review requests."""

    list_display = ("reviewer", "revision", "by", "created", "done")
    list_select_related = ("reviewer", "by", "revision__configuration")
    search_fields = ("reviewer__username", "configuration__name")


@admin.register(models.GivenWaiver)
class Waivers(ReadOnly):
    """The waivers that reviewers gave."""

    list_display = ("rule", "revision", "owner", "expires", "by", "own")
    list_filter = ("own",)
    list_select_related = ("revision__configuration", "by")
    search_fields = ("rule", "owner", "revision__configuration__name")


@admin.register(models.Share)
class Shares(ReadOnly):
    """The shares of configurations with people and teams."""

    list_display = ("configuration", "person", "team", "role", "by", "created")
    list_filter = ("role",)
    list_select_related = ("configuration", "person", "team", "by")
    search_fields = ("configuration__name", "person__username", "team__name")


@admin.register(models.Link)
class Links(ReadOnly):
    """The share links, without their tokens."""

    list_display = ("label", "configuration", "role", "by", "expires", "revoked", "last_used")
    list_filter = ("role", ("revoked", admin.EmptyFieldListFilter))
    list_select_related = ("configuration", "by")
    search_fields = ("label", "configuration__name")
    exclude = ("digest",)


@admin.register(models.DeployToken)
class DeployTokens(Revocable):
    """Deploy tokens, which read the Git repository of a configuration."""

    list_display = ("name", "start", "configuration", "by", "last_used", "expires", "revoked")
    list_filter = (("revoked", admin.EmptyFieldListFilter),)
    list_select_related = ("configuration", "by")
    search_fields = ("name", "start", "configuration__name")


@admin.register(models.Notification)
class Notifications(ReadOnly):
    """The notifications, with the delivery of their e-mail."""

    list_display = ("person", "event", "read", "mailed", "attempts")
    list_filter = (("mailed", admin.EmptyFieldListFilter),)
    list_select_related = ("person", "event__actor", "event__configuration")
    search_fields = ("person__username",)


@admin.register(models.Webhook)
class Webhooks(ReadOnly):
    """The webhooks of teams."""

    list_display = ("url", "team", "active", "failures", "paused_until", "by", "created")
    list_filter = ("active",)
    list_select_related = ("team", "by")
    search_fields = ("url", "team__name")


@admin.register(models.Delivery)
class Deliveries(ReadOnly):
    """The deliveries to webhooks, with the status of the last attempt."""

    list_display = ("webhook", "created", "attempts", "status", "delivered", "next_try")
    list_filter = (("delivered", admin.EmptyFieldListFilter), "status")
    list_select_related = ("webhook",)
    search_fields = ("webhook__url", "webhook__team__name")
