"""Count the requests of an API token in its row, so that one UPDATE is enough."""

from __future__ import annotations

from django.db import migrations
from django.db import models


class Migration(migrations.Migration):
    dependencies = [("configurator", "0003_reviews_and_comments")]

    operations = [
        migrations.AddField(
            "apitoken", "rate_minute", models.PositiveIntegerField(default=0, editable=False)
        ),
        migrations.AddField(
            "apitoken", "rate_count", models.PositiveIntegerField(default=0, editable=False)
        ),
    ]
