"""The restore of PostgreSQL, with the objects that the bundle creates for it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from generators.documents.commands import BACKEND
from generators.documents.commands import Commands
from generators.documents.diagnostics import primary
from generators.documents.diagnostics import psql
from generators.documents.shell import identifier
from generators.documents.shell import word
from generators.manifests.database.connection import OWNER
from generators.manifests.database.connection import operator_made
from generators.manifests.database.dump import NAME as DUMPS
from generators.manifests.database.object_store import PLUGIN
from generators.manifests.database.object_store import STORE
from generators.manifests.part import Manifest
from generators.yaml import loader

BEFORE = f"{STORE}-before"
# The shell replaces these; no name in a bundle contains them.
NAME = "RESTORED_NAME"
TARGET = "RESTORED_TARGET"
# Who applies the bundle, in the words of server-side apply.
MANAGERS = {
    "none": "kubectl",
    "argo-cd": "argocd-controller",
    "flux": "kustomize-controller",
}


@dataclass(frozen=True)
class Recovery:
    """Commands and manifests of a restore; which of them apply depends on the mode."""

    commands: Commands

    @property
    def mode(self) -> str:
        return self.commands.plan.database.mode

    @property
    def stored(self) -> bool:
        """Tell whether CloudNativePG backs up to an object store."""
        return self.commands.created.has("ObjectStore", STORE)

    @property
    def dumped(self) -> bool:
        """Tell whether a CronJob of the bundle makes dumps."""
        return self.commands.created.has("CronJob", DUMPS)

    @property
    def generated(self) -> bool:
        """Tell whether the operator makes the backend's credentials."""
        return operator_made(self.commands.plan)

    @property
    def manager(self) -> str:
        """Name the field manager under which the bundle is applied."""
        return MANAGERS[self.commands.plan.operations.gitops]

    @property
    def database(self) -> str:
        """The database's name as SQL quotes it."""
        return identifier(self.commands.plan.database.name)

    @property
    def renamed(self) -> str:
        """The name, in SQL, that the broken database is renamed to."""
        return identifier(f"{self.commands.plan.database.name[:40]}_before_restore")

    def dump(self, file: str) -> str:
        """Dump the database into a file on this machine; a managed service makes a snapshot."""
        if self.mode == "external":
            return f"# A manual snapshot, with the provider's tool, instead of {file}."
        name = word(self.commands.plan.database.name)
        program = psql(self.commands, f"pg_dump --format=custom {name}")
        return "\n".join((*primary(self.commands), f"{program} >{file}"))

    def load(self, file: str) -> str:
        """Restore a dump from this machine, all of it or nothing."""
        name = word(self.commands.plan.database.name)
        program = f"pg_restore --single-transaction --no-owner --role={OWNER} --dbname={name}"
        return f"{psql(self.commands, program, '-i ')} <{file}"

    def revision(self) -> str:
        """Print the revision of the schema that runs."""
        query = "SELECT version_num FROM alembic_version"
        if self.mode == "external":
            url = 'os.environ["SKILLFLAW_DATABASE_URL"]'
            read = f'psycopg.connect({url}).execute("{query}").fetchone()[0]'
            script = f"import os, psycopg; print({read})"
            backend = f"{self.commands.kubectl} exec {BACKEND} -c backend"
            return f"{backend} -- python -c {word(script)}"
        name = word(self.commands.plan.database.name)
        program = psql(self.commands, f"psql --dbname={name} --tuples-only --no-align")
        return "\n".join((*primary(self.commands), f"{program} -c {word(query)}"))

    def old_store(self) -> str:
        """Write the ObjectStore of the backups made so far, under a name of its own."""
        store = deepcopy(self._only("ObjectStore"))
        store["metadata"] = self._named(store, BEFORE)
        # It is only read: no backup in it may expire during the restore.
        store["spec"].pop("retentionPolicy", None)
        return loader.dump([store]).rstrip()

    def cluster(self) -> str:
        """Write the Cluster that starts from the backups; name and moment are filled in later."""
        cluster = deepcopy(self._only("Cluster"))
        cluster["metadata"] = self._named(cluster, NAME)
        parameters = {"barmanObjectName": BEFORE, "serverName": "postgres"}
        cluster["spec"]["bootstrap"] = {
            "recovery": {
                "source": "before",
                "database": self.commands.plan.database.name,
                "owner": OWNER,
                "recoveryTarget": {"targetTime": TARGET},
            }
        }
        cluster["spec"]["externalClusters"] = [
            {"name": "before", "plugin": {"name": PLUGIN, "parameters": parameters}}
        ]
        # In quotes: the value looks like a date and has to stay a string.
        return loader.dump([cluster]).rstrip().replace(TARGET, f'"{TARGET}"')

    def backup(self) -> str:
        """Write the Backup that is made at once."""
        backup: Manifest = {
            "apiVersion": "postgresql.cnpg.io/v1",
            "kind": "Backup",
            "metadata": {
                "generateName": "postgres-",
                "namespace": self.commands.plan.release.namespace,
            },
            "spec": {
                "cluster": {"name": "postgres"},
                "method": "plugin",
                "pluginConfiguration": {"name": PLUGIN},
            },
        }
        return loader.dump([backup]).rstrip()

    def _only(self, kind: str) -> Manifest:
        manifest = self.commands.created.first(kind)
        if manifest is None:
            raise ValueError(f"The bundle makes no {kind}.")
        return manifest

    def _named(self, object_: Manifest, name: str) -> dict[str, Any]:
        namespace = self.commands.plan.release.namespace
        return {**object_["metadata"], "name": name, "namespace": namespace}
