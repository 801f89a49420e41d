"""Names of container images."""

from __future__ import annotations

import pytest

from generators.plan.scalars.image import image_name


@pytest.mark.parametrize(
    "name",
    [
        *("ghcr.io/cwinux/skillflaw_backend", "registry:5000/team/app", "app", "acme/app"),
        *("localhost:5000/app", "a__b/c-d", "registry.acme.com/a/b/c/d", "10.0.0.5:5000/app"),
    ],
)
def test_an_image_is_named_by_registry_and_repository(name: str) -> None:
    assert image_name(name) == name


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ghcr.io/acme/app:1.2", "contains a tag"),
        ("app:latest", "contains a tag"),
        ("ghcr.io/acme/app@sha256:" + "0" * 64, "contains a digest"),
        ("ghcr.io/acme/app:1.2@sha256:" + "0" * 64, "contains a digest"),
        ("https://ghcr.io/acme/app", "must not contain a scheme"),
        ("GHCR.io/Acme/App", r"Write ghcr\.io/acme/app\."),
        (" ghcr.io/acme/app", r"Write ghcr\.io/acme/app\."),
        ("ghcr.io/acme/", "is not an image name"),
        ("ghcr.io//app", "is not an image name"),
        ("/app", "is not an image name"),
        ("a___b", "is not an image name"),
        ("acme/app name", "is not an image name"),
        ("", "is not an image name"),
        ("x" * 256, "is not an image name"),
    ],
)
def test_other_names_are_refused(name: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        image_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "jane:hunter2@ghcr.io/acme/app",
        "jane:hunter2@ghcr.io:5000/acme/app",
        "https://jane:hunter2@ghcr.io/a",
    ],
)
def test_a_password_is_not_repeated(name: str) -> None:
    with pytest.raises(ValueError, match="must not contain a") as caught:
        image_name(name)

    assert "hunter2" not in str(caught.value)
