"""The ``images`` of a kustomization: what they do to objects, and which ones an overlay needs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any

from generators.manifests.part import Manifest
from generators.manifests.remembered import remembered

CONTAINERS = ("containers", "initContainers")


def split(image: str) -> tuple[str, str, str]:
    """Part an image into its name, its tag and its digest; what it has not is empty."""
    rest, _, digest = image.partition("@")
    head, slash, last = rest.rpartition("/")
    name, _, tag = last.partition(":")
    return f"{head}{slash}{name}", tag, digest


def pinned(image: str, entries: Iterable[Manifest]) -> str:
    """Apply entries one after the other to an image, as kustomize does."""
    for entry in entries:
        name, tag, digest = split(image)
        if name == entry["name"]:
            if "newTag" in entry or "digest" in entry:
                tag, digest = entry.get("newTag", ""), entry.get("digest", "")
            image = _joined(entry.get("newName") or name, tag, digest)
    return image


def _joined(name: str, tag: str, digest: str) -> str:
    return f"{name}{f':{tag}' if tag else ''}{f'@{digest}' if digest else ''}"


def with_images(entry: Manifest, entries: Sequence[Manifest]) -> Manifest:
    """Apply entries to the containers of an object; one that runs no such image stays itself."""
    names = {change["name"] for change in entries}
    if names.isdisjoint(_name(image) for _, image in images_of(entry)):
        return entry
    return _pinned(entry, json.dumps(entries))


@remembered
def _pinned(entry: Manifest, entries: str) -> Manifest:
    pinned: Manifest = _with_images(entry, json.loads(entries))
    return pinned


def _with_images(value: Any, entries: Sequence[Manifest]) -> Any:
    if isinstance(value, list | tuple):
        return [_with_images(inner, entries) for inner in value]
    if not isinstance(value, dict):
        return value
    return {
        key: [_container(entry, entries) for entry in inner]
        if key in CONTAINERS and isinstance(inner, list | tuple)
        else _with_images(inner, entries)
        for key, inner in value.items()
    }


def _container(entry: Any, entries: Sequence[Manifest]) -> Any:
    container = _with_images(entry, entries)
    if isinstance(container, dict) and isinstance(container.get("image"), str):
        return container | {"image": pinned(container["image"], entries)}
    return container


@remembered
def images_of(entry: Manifest) -> tuple[tuple[str, str], ...]:
    """List the images of an object with the names of their containers."""
    return tuple(_images_in(entry))


def _images_in(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list | tuple):
        for inner in value:
            yield from _images_in(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in CONTAINERS and isinstance(inner, list | tuple):
                yield from (
                    (f"{key}/{entry.get('name')}", entry["image"])
                    for entry in inner
                    if isinstance(entry, dict) and isinstance(entry.get("image"), str)
                )
            yield from _images_in(inner)


def entries_between(before: Sequence[Manifest], after: Sequence[Manifest]) -> tuple[Manifest, ...]:
    """List the entries that turn the images of objects into those that they should have.

    ``before`` and ``after`` are the same objects in the same order. An image that two containers
    should have in two ways needs patches, and has no entry.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for old, new in zip(before, after, strict=True):
        targets = dict(images_of(new))
        for container, image in images_of(old):
            if container in targets:
                wanted[_name(image)].add(targets[container])
        for image in targets.values():
            wanted[_name(image)].add(image)
    clear = {name: next(iter(images)) for name, images in wanted.items() if len(images) == 1}
    there = {image for entry in before for _, image in images_of(entry)}
    changed = {_name(image) for image in there if image not in wanted[_name(image)]}
    # What one entry makes of an image is read by the next one too.
    made = {_name(clear[name]) for name in changed & set(clear) if _name(clear[name]) != name}
    return tuple(
        _entry(name, image)
        for name, image in clear.items()
        if name in changed - made and not _bare(image)
    )


def _name(image: str) -> str:
    return split(image)[0]


def _bare(image: str) -> bool:
    """Tell whether an image has no tag and no digest, which no entry can bring about."""
    return not any(split(image)[1:])


def _entry(name: str, image: str) -> Manifest:
    new_name, tag, digest = split(image)
    entry = {
        "name": name,
        "newName": new_name if new_name != name else "",
        "newTag": tag,
        "digest": digest,
    }
    return {key: value for key, value in entry.items() if value}
