"""The digest of a bundle's files, which does not depend on how they are packed.

A revision that was saved before keeps the SHA-256 of its zip, which its approvals name.
"""

from __future__ import annotations

import hashlib
import zlib
from io import BytesIO
from zipfile import ZipFile

from django.db import migrations
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def files_digest(zipped: bytes) -> str:
    """Return the SHA-256 of what ``SHA256SUMS`` would list for the files of a zip."""
    with ZipFile(BytesIO(zipped)) as archive:
        digests = {
            name.partition("/")[2]: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
        }
    lines = "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))
    return hashlib.sha256(lines.encode()).hexdigest()


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Compute the digest of each archive, and name each revision's bundle as its reviews do."""
    archives = apps.get_model("configurator", "Archive").objects
    for archive in archives.only("packed").iterator(chunk_size=50):
        archive.files_digest = files_digest(zlib.decompress(archive.packed))
        archive.save(update_fields=["files_digest"])
    revisions = apps.get_model("configurator", "Revision").objects
    revisions.filter(archive__isnull=False).update(digest=models.F("archive_id"))


class Migration(migrations.Migration):
    """Adds the digest to archives and revisions."""

    dependencies = [("configurator", "0006_event_labels")]

    operations = [
        migrations.AddField(
            model_name="archive",
            name="files_digest",
            field=models.CharField(db_index=True, db_default="", max_length=64),
        ),
        migrations.AddField(
            model_name="revision",
            name="digest",
            field=models.CharField(db_index=True, db_default="", max_length=64),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
