"""The Secrets in the documents: how they are created, delivered and rotated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generators.documents.commands import Commands
from generators.manifests.part import Manifest
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.secrets.encrypted_files import encrypted_directory
from generators.manifests.secrets.placeholders import placeholders
from generators.manifests.secrets.placeholders import property_of
from generators.manifests.secrets.provider import Provider
from generators.manifests.secrets.providers import provider


@dataclass(frozen=True)
class Secrets:
    """The Secrets of a bundle."""

    commands: Commands

    @property
    def provider(self) -> Provider:
        return provider(self.commands.plan)

    @property
    def directory(self) -> str:
        """Give the path of the encrypted files, from the bundle's folder."""
        return f"../{encrypted_directory(self.commands.plan)}"

    @property
    def script(self) -> str:
        """Give the path of the script that creates Secrets; nothing where an operator does."""
        return self.provider.script

    @property
    def required(self) -> tuple[RequiredSecret, ...]:
        """List every Secret once; those that people create come first."""
        secrets = {secret.name: secret for secret in self.commands.created.layout.whole.secrets}
        return tuple(sorted(secrets.values(), key=lambda secret: bool(secret.made_by)))

    @property
    def manual(self) -> tuple[RequiredSecret, ...]:
        """List the Secrets that people create, or whose values they put into a store."""
        return tuple(secret for secret in self.required if not secret.made_by)

    def maker(self, secret: RequiredSecret) -> str:
        """Name, as Markdown, what creates a Secret."""
        if secret.made_by:
            return f"{secret.made_by}, automatically"
        remote = self.remote(secret.name)
        return f"External Secrets, from `{remote}`" if remote else f"you, `{self.script}`"

    def remote(self, name: str) -> str:
        """Name the entry of the store that a Secret is read from; nothing where it is not."""
        external = self._read_from_store(name)
        return _entry_of(external["spec"]) if external else ""

    def stored(self) -> Iterator[tuple[str, str, str]]:
        """List what the store has to contain: entry, property and content."""
        for secret in self.manual:
            external = self._read_from_store(secret.name)
            for source in external["spec"].get("data", ()) if external else ():
                remote = source["remoteRef"]
                yield remote["key"], remote["property"], _meaning(secret, remote["property"])
            if external and secret.further:
                one = {"variables": "variable", "files": "file"}[secret.further]
                yield _entry_of(external["spec"]), f"each {one}", secret.purpose

    def make(self) -> str:
        """Give the command that creates missing Secrets; nothing where an operator does."""
        if not self.script:
            return ""
        directory = f" {self.directory}" if self.provider.delivery else ""
        return f"sh {self.script}{directory}"

    def deliver(self) -> str:
        """Give the command that applies all encrypted Secrets by hand."""
        delivery = self.provider.delivery
        return delivery.directory(self.directory) if delivery else ""

    @property
    def delivery(self) -> bool:
        """Tell whether Secrets are encrypted files that somebody or something applies."""
        return self.provider.delivery is not None

    def deliver_one(self, name: str) -> str:
        """Give the command that applies one encrypted Secret by hand."""
        delivery = self.provider.delivery
        return delivery.file(f"{self.directory}/{name}.yaml") if delivery else ""

    def remove(self, name: str) -> str:
        """Give the command after which the script creates a Secret again."""
        if self.provider.delivery:
            return f"rm {self.directory}/{name}.yaml"
        return f"{self.commands.kubectl} delete secret {name}"

    def read_again(self, name: str) -> str:
        """Have the operator read a Secret again, and wait for that read.

        The condition Ready is still true of the read before, so the time of the read tells.
        """
        kubectl = self.commands.kubectl
        read = f"{kubectl} get externalsecret {name} -o 'jsonpath={{.status.refreshTime}}'"
        return (
            f"before=$({read})\n"
            f"{kubectl} annotate externalsecret {name} "
            'skillflaw.io/read-again="$(date +%s)" --overwrite\n'
            f'until [ "$({read})" != "$before" ]; do sleep 2; done\n'
            f"{kubectl} wait --for=condition=Ready externalsecret/{name} --timeout=2m"
        )

    def _read_from_store(self, name: str) -> Manifest | None:
        external_secrets = self.commands.created.of("ExternalSecret")
        return next(
            (
                manifest
                for manifest in external_secrets
                if manifest["spec"]["target"]["name"] == name
            ),
            None,
        )


def _entry_of(spec: Manifest) -> str:
    """Name the entry of the store that an ExternalSecret reads."""
    sources = (*(source["remoteRef"] for source in spec.get("data", ())), *_extracts(spec))
    return str(sources[0]["key"])


def _extracts(spec: Manifest) -> Iterator[Manifest]:
    return (source["extract"] for source in spec.get("dataFrom", ()))


def _meaning(secret: RequiredSecret, name: str) -> str:
    for entry in secret.entries:
        if entry.key == name:
            return entry.holds
    holders = (entry for entry in secret.entries if name in _properties(secret, entry))
    return f"A part of {' and '.join(f'`{entry.key}`' for entry in holders)}."


def _properties(secret: RequiredSecret, entry: SecretEntry) -> tuple[str, ...]:
    return tuple(property_of(secret, placeholder) for placeholder in placeholders(entry))
