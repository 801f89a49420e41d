"""What a topic hands to the bundle: files, settings, pins, and the Secrets it counts on."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import cached_property
from typing import Any
from typing import Literal
from typing import TypeVar

Manifest = dict[str, Any]

NAME = "app.kubernetes.io/name"
COMPONENT = "app.kubernetes.io/component"
PART_OF = "app.kubernetes.io/part-of"


def selector(component: str) -> dict[str, str]:
    """Give the labels that find the pods of a component; they never change."""
    return {NAME: "skillflaw", COMPONENT: component}


def labels(component: str) -> dict[str, str]:
    """Give the labels of an object, and of a pod template, that belongs to a component."""
    return {**selector(component), PART_OF: "skillflaw"}


@dataclass(frozen=True)
class File:
    """One file of the bundle, and what a reviewer wants to know of it.

    ``path`` is relative to the bundle's folder and decides its place: ``base/…``,
    ``components/<name>/…``, ``overlays/<environment>/…``, ``jobs/<name>/…``, ``gitops/…``,
    ``scripts/…``. ``content`` is Kubernetes objects, or text. ``why`` is one sentence; it stands at
    the head of the file and in the rationale. ``choices`` are the paths that the file was made
    from, ``guide`` the statements that it answers.
    """

    path: str
    content: tuple[Manifest, ...] | str
    why: str
    choices: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    executable: bool = False

    @cached_property
    def directory(self) -> str:
        return self.path.rpartition("/")[0]

    @cached_property
    def filename(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class Patch(File):
    """A patch that the kustomization of its directory applies.

    A strategic merge patch names its object itself. A JSON patch (``operations`` given, ``content``
    empty) needs ``target``, a kustomize selector such as ``{"kind": "Deployment", "name": "…"}``.
    """

    target: Mapping[str, str] = field(default_factory=dict)
    operations: tuple[Manifest, ...] = ()


@dataclass(frozen=True)
class ConfigMap:
    """A ConfigMap that kustomize makes, with a hash of its content in its name.

    ``directory`` is where its kustomization and its files are, ``files`` maps a key to its text.
    """

    directory: str
    name: str
    files: Mapping[str, str]
    why: str
    choices: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    component: str = ""


Artifact = TypeVar("Artifact", bound="File | ConfigMap")


def because(artifacts: Iterable[Artifact], *choices: str) -> tuple[Artifact, ...]:
    """Name choices without which none of these would be there, or would be as it is."""
    return tuple(
        replace(artifact, choices=tuple(dict.fromkeys((*artifact.choices, *choices))))
        for artifact in artifacts
    )


@dataclass(frozen=True)
class SecretEntry:
    """One key of a Secret that has to exist: what it holds, and a command that makes a value.

    ``template`` shows the shape with placeholders, such as ``postgresql://USER:PASSWORD@db:5432/x``;
    ``command`` prints a fresh value on standard output, where a value can be generated.
    ``from_file`` says that the value is a file somebody has, such as a certificate.
    """

    key: str
    holds: str
    template: str = ""
    command: str = ""
    from_file: bool = False


@dataclass(frozen=True)
class RequiredSecret:
    """A Secret that a pod refers to. The bundle knows its name and keys, never a value.

    ``further`` says what keys are that the bundle does not know, where it has any: it is read as a
    whole, each key as a variable or as a file.
    """

    name: str
    entries: tuple[SecretEntry, ...]
    purpose: str
    type: str = "Opaque"
    made_by: str = ""
    choices: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    further: Literal["", "variables", "files"] = ""


@dataclass(frozen=True)
class ImagePin:
    """The image of one component, as kustomize's ``images`` field pins it in the overlay."""

    name: str
    new_name: str = ""
    tag: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Note:
    """Something a reader of the rationale or the runbook must know that no manifest shows.

    ``kind`` is ``assumed`` (not confirmed on the SkillFlaw images), ``limit`` (asked by the guide
    and not possible with what was chosen) or ``manual`` (a task for people).
    """

    kind: str
    text: str
    choices: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """Everything that one topic adds to a bundle. A topic that does not apply adds nothing.

    ``settings`` are environment variables of the backend that are no secret, ``replicas`` the count
    of each workload that no autoscaler owns, ``crds`` the API groups that the cluster must know.
    """

    files: tuple[File, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    config_maps: tuple[ConfigMap, ...] = ()
    secrets: tuple[RequiredSecret, ...] = ()
    images: tuple[ImagePin, ...] = ()
    replicas: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    crds: tuple[str, ...] = ()
