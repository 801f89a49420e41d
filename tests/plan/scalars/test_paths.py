"""Paths inside a container."""

from __future__ import annotations

import pytest

from generators.plan.scalars.paths import mount_path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/var/lib/skillflaw", "/var/lib/skillflaw"),
        ("/var/lib/skillflaw/", "/var/lib/skillflaw"),
        ("//var///lib//", "/var/lib"),
        ("state", "state"),
        ("./state", "./state"),
        ("/a..b", "/a..b"),
        ("/data/...", "/data/..."),
    ],
)
def test_a_path_has_one_spelling(text: str, path: str) -> None:
    assert mount_path(text) == path
    assert mount_path(path) == path


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "missing"),
        ("/", "missing"),
        ("//", "missing"),
        ("  ", "missing"),
        ("/a/../b", r"contains “\.\.”"),
        ("../b", r"contains “\.\.”"),
        ("/a:b", "colon"),
        ("C:/state", "colon"),
        ("/a\nb", "U\\+000A"),
        ("/" + "x" * 1000, "is not a path"),
        ("/a\x00b", "control character"),
    ],
)
def test_other_paths_are_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        mount_path(text)
