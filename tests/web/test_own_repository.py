"""The wizard's offer to let GitOps objects read the Git repository of the configuration."""

from __future__ import annotations

import pytest
from django.test import Client

from configurator.models import Configuration
from tests.web.sending import send


@pytest.mark.parametrize("tool", ["argo-cd", "flux"])
def test_gitops_objects_can_name_this_repository(
    tool: str, finished: Configuration, engineer: Client
) -> None:
    url = f"/c/{finished.pk}/operations/"
    send(engineer, url, {"operations.gitops": tool, "stay": ""})

    assert "Use this configuration" in engineer.get(url).content.decode()
    answer = send(engineer, url, {"own-repository": ""})

    assert answer.headers["Location"].startswith(url)
    operations = Configuration.objects.get(pk=finished.pk).plan.operations
    assert operations.git_url == f"http://testserver/git/{finished.pk}.git"
    assert (operations.git_path, operations.git_revision) == ("", "approved")
