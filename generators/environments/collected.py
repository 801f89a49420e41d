"""What the kustomization of an overlay lists, while it is put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from generators.environments.config_maps import MadeMaps
from generators.environments.folder import Folder
from generators.environments.folder import replicas_field
from generators.layout.kustomization import KEPT
from generators.layout.kustomization import environment_labels
from generators.layout.kustomization import head
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.output.files import Rendered
from generators.plan import Plan


@dataclass
class Collected:
    """What an overlay's kustomization lists, beside what it reads."""

    directory: str
    files: list[File] = field(default_factory=list)
    written: list[File | Rendered] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    components: list[str] = field(default_factory=list)
    patches: list[Manifest] = field(default_factory=list)
    generators: list[Manifest] = field(default_factory=list)
    images: tuple[Manifest, ...] = ()
    replicas: Mapping[str, int] = field(default_factory=dict)

    def add(self, file: File, path: str) -> None:
        """Put a file of resources at a path inside the overlay."""
        self.files.append(replace(file, path=f"{self.directory}/{path}"))
        self.resources.append(path)

    def own(self, folder: Folder) -> None:
        """Put a folder of the environment's own into the overlay, as a component."""
        path = f"{self.directory}/components/{folder.name}"
        self.written += folder.moved(path).contents()
        self.components.append(f"components/{folder.name}")

    def take(self, maps: MadeMaps) -> None:
        """Take what changes a ConfigMap."""
        self.generators += maps.generators
        self.written += maps.files

    def change(self, patch: Patch) -> None:
        """Put a patch of an object into the overlay."""
        self.files.append(replace(patch, path=f"{self.directory}/{patch.path}"))
        self.patches.append({"path": patch.path})

    def body(self, plan: Plan) -> Manifest:
        """Write the kustomization."""
        created = any("behavior" not in entry for entry in self.generators)
        fields: Manifest = {
            "namespace": plan.release.namespace,
            "resources": self.resources,
            "components": self.components,
            "labels": [{"pairs": environment_labels(plan), "includeSelectors": False}],
            "images": list(self.images),
            "replicas": replicas_field(self.replicas),
            "generatorOptions": {"annotations": KEPT} if created else {},
            "configMapGenerator": self.generators,
            "patches": self.patches,
        }
        return head("Kustomization") | {name: value for name, value in fields.items() if value}
