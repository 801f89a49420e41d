"""Whether a part that came out otherwise can change a file, told before anything is laid out."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator

from generators.environments.folder import Key
from generators.environments.folder import key_of
from generators.environments.images import images_of
from generators.explanation.texts import Content
from generators.layout.settings import ENV_FILE
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Part
from generators.manifests.part import Patch
from generators.output.files import Rendered

GITOPS = "gitops/"
# Tells whether two versions of a part may make two versions of a file.
Touches = Callable[[Part, Part], bool]
Form = tuple[str, type[File], tuple[tuple[Key, object], ...]]


def touching(content: Content) -> Touches:
    """Give what tells whether a part can change a file that an environment has now."""
    if content.path.startswith(GITOPS):
        return _gitops_differ
    if content.path.endswith(f"/{ENV_FILE}"):
        return _settings_differ
    if isinstance(content, Rendered):
        return _config_maps_differ
    keys = frozenset(map(key_of, _entries(content)))
    if not keys:
        return anything
    return lambda new, old: _objects_differ(new, old, keys)


def anything(new: Part, old: Part) -> bool:
    """Say that whatever is otherwise may change the file."""
    return True


def _gitops_differ(new: Part, old: Part) -> bool:
    """Tell whether GitOps objects may be otherwise: what they name are folders, nothing in them."""
    if (_names(new), _paths(new)) != (_names(old), _paths(old)):
        return True
    pairs = zip(new.files, old.files, strict=True)
    return any(one is not other and one.path.startswith(GITOPS) for one, other in pairs)


def _settings_differ(new: Part, old: Part) -> bool:
    return new.settings != old.settings


def _config_maps_differ(new: Part, old: Part) -> bool:
    return new.config_maps != old.config_maps or _objects_differ(new, old, frozenset())


def _objects_differ(new: Part, old: Part, keys: frozenset[Key]) -> bool:
    """Tell whether these objects may be otherwise, or in another folder.

    Where an object stands depends on which others there are, and what an overlay says of its image
    on the images of all others.
    """
    beside = (new.images, new.replicas, _names(new), _paths(new))
    if beside != (old.images, old.replicas, _names(old), _paths(old)):
        return True
    changed = [pair for pair in zip(new.files, old.files, strict=True) if pair[0] is not pair[1]]
    return any(_form(one) != _form(other) or _is_about(one, keys) for one, other in changed)


def _names(part: Part) -> list[tuple[str, str]]:
    return [(made.directory, made.name) for made in part.config_maps]


def _paths(part: Part) -> list[str]:
    return [file.path for file in part.files]


def _form(file: File) -> Form:
    entries = ((key_of(entry), images_of(entry)) for entry in _entries(file))
    return (file.path, type(file), tuple(entries))


def _is_about(file: File, keys: frozenset[Key]) -> bool:
    if isinstance(file, Patch) and file.target:
        return True
    return not keys.isdisjoint(map(key_of, _entries(file)))


def _entries(file: File) -> Iterator[Manifest]:
    """List the objects of a file, and those that it patches by their name."""
    if not isinstance(file.content, str) and not file.path.endswith("/kustomization.yaml"):
        yield from (entry for entry in file.content if "metadata" in entry)
