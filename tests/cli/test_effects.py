"""What `generate --update` says of applying the new bundle."""

from __future__ import annotations

from pathlib import Path

import generators
from cli import effects
from cli import folder
from generators.plan import recommended


def test_an_update_says_what_applying_it_does(tmp_path: Path) -> None:
    written = folder.write(generators.bundle(recommended()), tmp_path).folder
    smaller = generators.bundle(generators.revised(recommended(), {"storage.size": "5Gi"}))

    text = effects.told(effects.texts(written), smaller)

    assert "Refused by the API server" in text
    assert "skillflaw-state" in text


def test_the_same_bundle_says_nothing(tmp_path: Path) -> None:
    bundle = generators.bundle(recommended())
    written = folder.write(bundle, tmp_path).folder

    assert effects.told(effects.texts(written), bundle) == ""


def test_a_folder_that_cannot_be_read_as_a_bundle_is_said(tmp_path: Path) -> None:
    bundle = generators.bundle(recommended())
    written = folder.write(bundle, tmp_path).folder
    overlay = written / "overlays/production/kustomization.yaml"
    overlay.write_text("namePrefix: team-\n", encoding="utf-8")

    assert "namePrefix" in effects.told(effects.texts(written), bundle)


def test_a_folder_that_is_not_there_has_nothing(tmp_path: Path) -> None:
    assert effects.texts(tmp_path / "none") == {}
