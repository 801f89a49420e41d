"""Additional authorities: joined with the public ones, or the pod does not start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generators.manifests.operations.extra_ca import BUNDLE
from generators.manifests.operations.extra_ca import SCRIPT
from generators.manifests.operations.extra_ca import SOURCE

PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"


def joined(folder: Path, given: str) -> tuple[int, Path]:
    """Run the script of the init container on a file; give its exit code and what it writes."""
    (folder / "ca.crt").write_text(given)
    bundle = folder / "bundle.crt"
    script = SCRIPT.replace(SOURCE, str(folder)).replace(BUNDLE, str(bundle))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    return done.returncode, bundle


def test_the_bundle_has_the_public_authorities_and_yours(tmp_path: Path) -> None:
    code, bundle = joined(tmp_path, PEM)

    assert code == 0
    assert bundle.read_text().endswith(f"\n{PEM}")
    assert bundle.read_text().count("BEGIN CERTIFICATE") > 50


@pytest.mark.parametrize("given", ["", "not a certificate"])
def test_what_is_no_certificate_stops_the_pod(tmp_path: Path, given: str) -> None:
    code, bundle = joined(tmp_path, given)

    assert code == 1
    assert not bundle.exists()
