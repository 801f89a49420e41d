"""Further volumes of the backend."""

from __future__ import annotations

import re

from pydantic import model_validator

from generators.plan.choice import choice
from generators.plan.entry import Entry
from generators.plan.primitives import Flag
from generators.plan.scalars import DnsLabel
from generators.plan.scalars import Line
from generators.plan.scalars import MountPath
from generators.plan.scalars import OptionalDnsSubdomain

_SOURCES = "configMap, secret or claim"


class Volume(Entry):
    """A ConfigMap, a Secret or a claim of the namespace, mounted into the backend."""

    name: DnsLabel = choice(..., "Name", "The name of the volume in the pod.")
    mount_path: MountPath = choice(..., "Mount path", "Where the backend finds the files.")
    config_map: OptionalDnsSubdomain = choice("", "ConfigMap", "The name of a ConfigMap.")
    secret: OptionalDnsSubdomain = choice("", "Secret", "The name of a Secret.")
    claim: OptionalDnsSubdomain = choice("", "Claim", "The name of a PersistentVolumeClaim.")
    sub_path: Line = choice("", "subPath", "The only file or folder of the volume to mount.")
    read_only: Flag = choice(True, "readOnly", "Whether the backend can only read the files.")

    @model_validator(mode="after")
    def _one_source(self) -> Volume:
        given = [source for source in (self.config_map, self.secret, self.claim) if source]
        if len(given) != 1:
            wrong = "names no source" if not given else "names more than one source"
            raise ValueError(f"The volume {self.name} {wrong}. Write one of {_SOURCES}.")
        if self.sub_path.startswith("/") or ".." in re.split("/", self.sub_path):
            raise ValueError("subPath is a path inside the volume, without “..” and first slash.")
        return self
