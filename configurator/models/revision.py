"""Revisions, which never change, and the archives of their bundles."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.db import models
from django.utils.functional import cached_property

import generators
from configurator.git.objects import GitFile
from configurator.git.objects import GitObject
from configurator.git.objects import snapshot
from configurator.models.configuration import Configuration
from configurator.models.configuration import State
from configurator.models.people import User
from configurator.plans.environments import SHARED
from configurator.plans.environments import in_order
from configurator.plans.environments import parts_of
from configurator.plans.stored_findings import StoredFinding

# Lists defer these JSON columns: a page about many revisions would be slow with them.
LARGE_FIELDS = ("document", "complete", "findings", "waived")
LARGE_REVISION_FIELDS = tuple(f"revision__{name}" for name in LARGE_FIELDS)


class Archive(models.Model):
    """The zip of a bundle as it was generated; its key is the SHA-256 of these bytes.

    ``files_digest`` is the digest of its files, which they have in any other packing as well.
    ``about`` holds by path what a file does not contain: its reason, choices and guide statements.
    ``rendered`` is the compressed JSON of the objects of each environment, as YAML by its name; it
    is empty where the bundle was made before these were kept.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    files_digest = models.CharField(max_length=64, db_index=True, db_default="")
    packed = models.BinaryField()
    about = models.JSONField()
    rendered = models.BinaryField(null=True, blank=True)

    def __str__(self) -> str:
        """Return the digest."""
        return self.digest

    @cached_property
    def zipped(self) -> bytes:
        """Return the zip as it was generated."""
        return zlib.decompress(self.packed)

    @cached_property
    def renderings(self) -> dict[str, str]:
        """Read the objects of each environment, as YAML by its name."""
        texts: dict[str, str] = json.loads(zlib.decompress(self.rendered)) if self.rendered else {}
        return texts

    @cached_property
    def bundle(self) -> generators.Bundle:
        """Read the files from the zip."""
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
    """A saved plan with its findings and its bundle. A revision never changes.

    Only four columns follow the reviews: ``state``; ``required``, the number of approvals that the
    revision needs or needed; ``approval_rules``, the rules of the team that a plan for one
    environment has to meet or met; and ``environment_approvals``, which lists for each environment
    its name, the number of ``required`` approvals, its rules, and whether it is ``approved``.

    ``author`` answers for the plan; ``saver`` saved it, and is another person where a reviewer's
    waiver made the revision. ``writers`` maps the key of each changed choice to the key of the
    person who wrote it, where no other person approved it yet; ``suggesters`` maps in the same way
    those that its author took from a suggestion to the person who made it.
    ``document`` is the plan file without defaults, ``complete`` the file with the defaults of that
    day, and ``environments`` names its environments in the order of promotion. ``renderings`` maps
    an environment to the SHA-256 of the objects that it renders; it is empty without a bundle.
    ``digest`` names the bundle, and is empty where errors blocked it: the SHA-256 of its
    ``SHA256SUMS``, or that of the zip where it was saved before bundles had checksums.
    ``result`` is the outcome of the checks: ready, warnings or blocked. ``generator`` and ``guide``
    are the versions that checked it.
    """

    configuration = models.ForeignKey(
        Configuration, on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="revisions")
    saver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    writers = models.JSONField(default=dict)
    suggesters = models.JSONField(default=dict, db_default={}, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    document = models.JSONField()
    complete = models.JSONField()
    environments = models.JSONField(default=list, blank=True)
    renderings = models.JSONField(default=dict, db_default={}, blank=True)
    result = models.CharField(max_length=10)
    findings = models.JSONField(default=list)
    waived = models.JSONField(default=list)
    digest = models.CharField(max_length=64, db_index=True, db_default="")
    archive = models.ForeignKey(Archive, on_delete=models.PROTECT, null=True, blank=True)
    generator = models.CharField(max_length=40)
    guide = models.CharField(max_length=40)
    state = models.CharField(max_length=20, choices=State, default=State.SAVED)
    required = models.PositiveSmallIntegerField(default=1)
    approval_rules = models.JSONField(default=list, db_default=[], blank=True)
    environment_approvals = models.JSONField(default=list, db_default=[], blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                fields=("configuration", "number"), name="one_revision_a_number"
            ),
        )

    def __str__(self) -> str:
        """Return the configuration's name and the number."""
        return f"{self.configuration.name}, revision {self.number}"

    def written_by(self, person: User, environments: Iterable[str] = ()) -> bool:
        """Tell whether a person wrote a part of the revision, so that another must approve it.

        Where ``environments`` names some, a part that is another environment's own does not count.
        """
        names = {SHARED, *environments}
        keys = [key for key, writer in self.writers.items() if writer == person.pk]
        if len(names) > 1:
            keys = [key for key in keys if parts_of(key)[0] in names]
        return person.pk == self.author_id or bool(keys)

    def suggested_by(self, person: User, environments: Iterable[str] = ()) -> bool:
        """Tell whether the revision took a value that a person suggested, in the same way."""
        names = {SHARED, *environments}
        keys = [key for key, suggester in self.suggesters.items() if suggester == person.pk]
        return any(len(names) == 1 or parts_of(key)[0] in names for key in keys)

    @property
    def written(self) -> dict[str, Any]:
        """Return the plan file without defaults, with its keys in the wizard's order.

        A JSON column of PostgreSQL keeps no order of keys. A document that this version would
        change by reading it is returned as it is stored.
        """
        stored = in_order(self.document, self.environments)
        try:
            ordered = generators.sparse_file(generators.read_plan_document(stored))
        except generators.Unreadable:
            return stored
        return ordered if ordered == stored else stored

    @cached_property
    def plan_file(self) -> generators.PlanFile:
        """Read the plan file as it was saved; ``Unreadable`` where this version no longer can."""
        return generators.read_plan_document(in_order(self.complete, self.environments))

    @property
    def plan(self) -> generators.Plan:
        """Return the plan that all environments share, or the only plan."""
        return self.plan_file.shared

    @cached_property
    def stored_findings(self) -> tuple[StoredFinding, ...]:
        """List the findings that were stored when the revision was saved."""
        return tuple(StoredFinding.from_row(row) for row in self.findings)

    @property
    def bundle(self) -> generators.Bundle | None:
        """Return the stored bundle, or nothing where errors blocked it."""
        return self.archive.bundle if self.archive else None


def snapshot_of(revision: Revision) -> dict[str, GitObject]:
    """Return Git's objects of a revision's bundle, which is a folder of the repository."""
    bundle = revision.bundle
    if bundle is None:
        return {}
    return snapshot(
        GitFile(f"{bundle.name}/{file.path}", file.text.encode(), file.executable)
        for file in bundle.files
    )
