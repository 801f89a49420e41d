from typing import Any

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations
from django.db import models

BATCH = 1000


def fill_inboxes(apps: Any, schema_editor: Any) -> None:
    """Make an item of each configuration in an inbox; it is done where all of it was read."""
    Notification = apps.get_model("configurator", "Notification")
    InboxItem = apps.get_model("configurator", "InboxItem")
    now = django.utils.timezone.now()
    rows = (
        Notification.objects.filter(shown=True)
        .order_by()
        .values_list("person", "event__configuration")
        .annotate(last=models.Max("event"), unread=models.Count("pk", filter=models.Q(read=None)))
    )
    items = (
        InboxItem(
            person_id=person,
            configuration_id=configuration,
            event_id=last,
            read=None if unread else now,
            done=None if unread else now,
        )
        for person, configuration, last, unread in rows.iterator(BATCH)
    )
    InboxItem.objects.bulk_create(items, batch_size=BATCH)
    _sort_into_sections(apps)


def _sort_into_sections(apps: Any) -> None:
    Revision = apps.get_model("configurator", "Revision")
    ReviewRequest = apps.get_model("configurator", "ReviewRequest")
    InboxItem = apps.get_model("configurator", "InboxItem")
    configuration = models.OuterRef("configuration")
    asked = models.Exists(
        ReviewRequest.objects.filter(
            configuration=configuration, reviewer=models.OuterRef("person"), done=None
        )
    )
    mine = models.Exists(
        Revision.objects.filter(
            configuration=configuration,
            author=models.OuterRef("person"),
            number=models.F("configuration__latest"),
        )
    )
    Configuration = apps.get_model("configurator", "Configuration")
    for section, state in (("sent-back", "changes-requested"), ("approved", "approved")):
        in_state = models.Exists(Configuration.objects.filter(pk=configuration, state=state))
        InboxItem.objects.filter(mine, in_state).update(section=section)
    InboxItem.objects.filter(asked).update(section="asked")


class Migration(migrations.Migration):
    dependencies = [
        ("configurator", "0013_pending_reviews_and_suggestions"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="group",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="notification",
            name="mentioned",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="revision",
            name="approval_rules",
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="user",
            name="digest",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="user",
            name="next_digest",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(
                condition=models.Q(("next_digest", None), _negated=True),
                fields=["next_digest"],
                name="digests_that_are_due",
            ),
        ),
        migrations.CreateModel(
            name="ApprovalRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("choices", models.CharField(max_length=500)),
                ("environment", models.CharField(blank=True, max_length=63)),
                (
                    "required",
                    models.PositiveSmallIntegerField(
                        default=1, validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True)),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approval_rules",
                        to="configurator.team",
                    ),
                ),
                (
                    "approvers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="configurator.team",
                    ),
                ),
                (
                    "people",
                    models.ManyToManyField(
                        blank=True, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("created", "pk"),
            },
        ),
        migrations.CreateModel(
            name="InboxItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("asked", "Asked of me"),
                            ("sent-back", "Mine, sent back"),
                            ("approved", "Mine, approved"),
                            ("watching", "Watching"),
                        ],
                        default="watching",
                        max_length=10,
                    ),
                ),
                ("mentioned", models.BooleanField(db_default=False, default=False)),
                ("read", models.DateTimeField(blank=True, null=True)),
                ("done", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inbox",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "configuration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inbox_items",
                        to="configurator.configuration",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="configurator.event",
                    ),
                ),
            ],
            options={
                "ordering": ("-event_id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("done", None)),
                        fields=["person", "section", "-event"],
                        name="inbox_of_a_person",
                    ),
                    models.Index(
                        condition=models.Q(("done", None), ("read", None)),
                        fields=["person"],
                        name="unread_in_an_inbox",
                    ),
                    models.Index(
                        condition=models.Q(("done", None), _negated=True),
                        fields=["person", "-event"],
                        name="done_by_a_person",
                    ),
                    models.Index(
                        condition=models.Q(("done", None), _negated=True),
                        fields=["done"],
                        name="done_long_ago",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "configuration"), name="one_item_a_configuration"
                    )
                ],
            },
        ),
        migrations.RunPython(fill_inboxes, migrations.RunPython.noop),
    ]
