"""What turns one folder into another: objects added and removed, patches for the others."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generators.environments.difference import difference
from generators.environments.folder import KUSTOMIZATION
from generators.environments.folder import Folder
from generators.environments.folder import Key
from generators.environments.folder import key_of
from generators.layout.kustomization import contents_of
from generators.layout.kustomization import head
from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Part
from generators.manifests.part import Patch


def same(one: Folder, other: Folder) -> bool:
    """Tell whether two folders make the same objects; what their comments say may differ."""
    return not differing(one, other) and _rest(one) == _rest(other)


def patchable(before: Folder, after: Folder) -> bool:
    """Tell whether a change can follow a folder, which it cannot where a patch would be undone.

    What a patch has done to the objects of other folders is not taken back by another one. A patch
    more is no trouble, unless it changes what another of the folder's patches changes.
    """
    more = _more(before, after)
    kept = [patch for patch in after.patches if patch not in more]
    patched = _all_targets(before.patches)
    own = {(each["kind"], each["metadata"]["name"]) for _, each in before.objects().values()}
    return (
        _patches(before.patches) == _patches(kept)
        and [each.name for each in before.config_maps] == [each.name for each in after.config_maps]
        and not patched & (own | _all_targets(more))
    )


def _more(before: Folder, after: Folder) -> tuple[Patch, ...]:
    known = _patches(before.patches)
    return tuple(patch for patch in after.patches if _patches((patch,))[0] not in known)


def change(before: Folder, after: Folder, path: str) -> Folder:
    """Make the component that follows one folder and turns it into the other."""
    more = (replace(each, path=f"{path}/{each.filename}") for each in _more(before, after))
    files = (*_files(before, after, path), *more)
    maps = tuple(
        replace(new, directory=path)
        for old, new in zip(before.config_maps, after.config_maps, strict=True)
        if _generated(old) != _generated(new)
    )
    body = head("Component") | listed(path, files, maps)
    why = f"What this environment has otherwise than {before.path}, which comes before it."
    return Folder(path, File(f"{path}/{KUSTOMIZATION}", (body,), why), files, maps)


def listed(path: str, files: tuple[File, ...], maps: tuple[ConfigMap, ...]) -> Manifest:
    """List a change in the fields of a kustomization; its ConfigMaps replace the earlier ones."""
    contents = contents_of(path, Part(files=files, config_maps=maps))
    generated = contents.get("configMapGenerator", [])
    replacing = [{"name": each["name"], "behavior": "replace", **each} for each in generated]
    return contents | ({"configMapGenerator": replacing} if replacing else {})


def differing(before: Folder, after: Folder) -> tuple[Key, ...]:
    """Name the objects that are not the same in both folders, or not there in one."""
    old, new = before.objects(), after.objects()
    return tuple(
        key
        for key in dict.fromkeys((*old, *new))
        if key not in old or key not in new or difference(old[key][1], new[key][1])
    )


def _files(before: Folder, after: Folder, path: str) -> Iterator[File]:
    """Make a file for what each file gains, and one for each object that is patched or removed.

    Kustomize 5.5 crashes on a patch file that removes several objects.
    """
    old, new = before.objects(), after.objects()
    groups: dict[tuple[str, str], list[Key]] = {}
    for key in differing(before, after):
        file, _ = new.get(key) or old[key]
        groups.setdefault((file.filename, " ".join(key) if key in old else ""), []).append(key)
    names = [filename for filename, _ in groups]
    for (filename, _), keys in groups.items():
        key = keys[0]
        place = f"{path}/{filename if names.count(filename) == 1 else _named_by(filename, key)}"
        if key not in new:
            yield _removal(place, old[key][1])
        elif key not in old:
            objects = tuple(new[each][1] for each in keys)
            yield replace(new[key][0], path=place, content=objects)
        else:
            yield _patch(place, *new[key], old[key][1])


def _named_by(filename: str, key: Key) -> str:
    """Name a file by an object, where several files change what is one in the other folder."""
    _, kind, name, _ = key
    return f"{filename.removesuffix('.yaml')}-{kind.lower()}-{name}.yaml"


def _removal(path: str, each: Manifest) -> Patch:
    gone = {**_identity(each), "$patch": "delete"}
    return Patch(
        path, (gone,), f"This environment has no {each['kind']} {gone['metadata']['name']}."
    )


def _patch(path: str, file: File, new: Manifest, old: Manifest) -> Patch:
    return Patch(
        path,
        (),
        f"What {new['kind']} {new['metadata']['name']} has otherwise in this environment.",
        choices=file.choices,
        target=_target(new),
        operations=difference(old, new),
    )


def _identity(each: Manifest) -> Manifest:
    return {
        "apiVersion": each["apiVersion"],
        "kind": each["kind"],
        "metadata": {k: v for k, v in each["metadata"].items() if k in ("name", "namespace")},
    }


def _target(each: Manifest) -> dict[str, str]:
    group, _, version = each["apiVersion"].rpartition("/")
    _, kind, name, namespace = key_of(each)
    found = {"group": group, "version": version, "kind": kind, "name": name, "namespace": namespace}
    return {field: value for field, value in found.items() if value}


def _rest(folder: Folder) -> tuple[Any, ...]:
    return (_patches(folder.patches), [_generated(each) for each in folder.config_maps])


def _patches(patches: Iterable[Patch]) -> list[tuple[Any, ...]]:
    return [(each.content, each.operations, dict(each.target)) for each in patches]


def _generated(each: ConfigMap) -> tuple[Any, ...]:
    return (each.name, dict(each.files), each.component)


def _all_targets(patches: Iterable[Patch]) -> set[tuple[str, str]]:
    return {target for patch in patches for target in _targets(patch)}


def _targets(patch: Patch) -> set[tuple[str, str]]:
    if patch.target or isinstance(patch.content, str):
        return {(patch.target.get("kind", ""), patch.target.get("name", ""))}
    return {(each["kind"], each["metadata"]["name"]) for each in patch.content}
