"""What was saved: revisions, which never change, and the bytes of their bundles."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.db import models
from django.utils.functional import cached_property

import generators
from configurator.models.configuration import Configuration
from configurator.models.configuration import State
from configurator.models.people import User
from configurator.plans.environments import in_order
from configurator.plans.stored_findings import Judged

# What makes a revision large, and a page about several of them slow; and the same of what has one.
LARGE = ("document", "complete", "findings", "waived")
OF_ITS_REVISION = tuple(f"revision__{name}" for name in LARGE)


class Archive(models.Model):
    """The zip of a bundle, byte for byte as it was made, under the SHA-256 of these bytes.

    ``about`` holds what the files themselves do not say: by path why each is there, and of what.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    packed = models.BinaryField()
    about = models.JSONField()

    def __str__(self) -> str:
        """Give the digest."""
        return self.digest

    @cached_property
    def zipped(self) -> bytes:
        """Give the zip as it was made."""
        return zlib.decompress(self.packed)

    @cached_property
    def bundle(self) -> generators.Bundle:
        """Read the files out of the zip."""
        with ZipFile(BytesIO(self.zipped)) as archive:
            entries = [(entry, archive.read(entry).decode()) for entry in archive.infolist()]
        files = []
        for entry, text in entries:
            name, _, path = entry.filename.partition("/")
            known: dict[str, Any] = self.about.get(path, {})
            files.append(
                generators.Rendered(
                    path,
                    text,
                    known.get("why", ""),
                    tuple(known.get("choices", ())),
                    tuple(known.get("guide", ())),
                    executable=bool(entry.external_attr >> 16 & 0o111),
                )
            )
        return generators.Bundle(name, tuple(files))


class Revision(models.Model):
    """A plan as somebody saved it, with what was said and made of it then; it never changes.

    Only ``state`` moves, with the reviews, and ``required`` with it: the approvals that it took, or
    takes. ``author`` answers for the plan; ``saver`` pressed the button, and is somebody else where
    a reviewer's waiver made the revision. ``wrote`` names by choice who wrote what nobody else had
    approved before, as not only the author may have. ``document`` is the plan file as short as it
    was, ``complete`` the same with every default of that day; ``environments`` names those of the
    file in the order of promotion, none where it is one plan. ``generator`` and ``guide`` name the
    versions that judged it.
    """

    configuration = models.ForeignKey(
        Configuration, on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="revisions")
    saver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    wrote = models.JSONField(default=dict)
    note = models.TextField(max_length=2000, blank=True)
    document = models.JSONField()
    complete = models.JSONField()
    environments = models.JSONField(default=list, blank=True)
    verdict = models.CharField(max_length=10)
    findings = models.JSONField(default=list)
    waived = models.JSONField(default=list)
    archive = models.ForeignKey(Archive, on_delete=models.PROTECT, null=True, blank=True)
    generator = models.CharField(max_length=40)
    guide = models.CharField(max_length=40)
    state = models.CharField(max_length=20, choices=State, default=State.SAVED)
    required = models.PositiveSmallIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                fields=("configuration", "number"), name="one_revision_a_number"
            ),
        )

    def __str__(self) -> str:
        """Give the name and the number."""
        return f"{self.configuration.name}, revision {self.number}"

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the bundle, or nothing where errors blocked it."""
        return self.archive_id or ""

    def written_by(self, person: User) -> bool:
        """Tell whether somebody answers for a part of it, so that another has to approve it."""
        return person.pk in {self.author_id, *self.wrote.values()}

    @property
    def written(self) -> dict[str, Any]:
        """Give the plan file's document with no more than what was chosen, in its order."""
        return in_order(self.document, self.environments)

    @cached_property
    def plan_file(self) -> generators.PlanFile:
        """Read the plan file as it was saved; ``Unreadable`` where this version no longer can."""
        return generators.read_plan_document(in_order(self.complete, self.environments))

    @property
    def plan(self) -> generators.Plan:
        """Give what all environments share, or the only plan there is."""
        return self.plan_file.shared

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """List the findings as they were said when the revision was saved."""
        return tuple(Judged.kept(row) for row in self.findings)

    @property
    def bundle(self) -> generators.Bundle | None:
        """Give the files as they were made; there are none where errors blocked them."""
        return self.archive.bundle if self.archive else None
