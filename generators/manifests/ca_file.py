"""The CA certificate of a server as a file in the pods that connect to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generators.manifests.part import Manifest
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.yaml.loader import Octal


@dataclass(frozen=True)
class CaFile:
    """A key of a Secret that holds the CA of a server; the file is ``directory/ca.crt``."""

    volume: str
    directory: str
    secret: str
    key: str

    @property
    def volumes(self) -> list[Manifest]:
        """List the volume. Only that key: the Secret may hold the private key too."""
        items = [{"key": self.key, "path": "ca.crt"}]
        # Not secret, and read by pods of different users.
        source = {"secretName": self.secret, "defaultMode": Octal(0o444), "items": items}
        return [{"name": self.volume, "secret": source}]

    @property
    def mounts(self) -> list[Manifest]:
        """List the mount, at the fixed path that the URL names."""
        return [{"name": self.volume, "mountPath": self.directory, "readOnly": True}]

    def required_secret(self, certificate: str, choices: Sequence[str]) -> RequiredSecret:
        """Require the Secret; ``certificate`` says whose certificate the CA signed."""
        entry = SecretEntry(
            self.key, f"The CA certificate that signed {certificate}, as PEM.", from_file=True
        )
        return RequiredSecret(
            name=self.secret,
            entries=(entry,),
            purpose=f"The backend verifies {certificate} with it.",
            choices=tuple(choices),
            guide=("security.network",),
        )
