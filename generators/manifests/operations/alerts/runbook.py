"""Where the annotation ``runbook_url`` of an alert leads."""

from __future__ import annotations

import re

from generators.plan import Plan

# Addresses of files at the tip of the default branch, with their public references.
# GitHub: https://docs.github.com/repositories/working-with-files/using-files/getting-permanent-links-to-files
# GitLab: https://docs.gitlab.com/user/project/repository/files/
HOSTS = {"github.com": "blob/HEAD", "gitlab.com": "-/blob/HEAD"}
REPOSITORY = re.compile(r"(?:https://|ssh://git@|git@)(?P<host>[\w.-]+)[:/](?P<path>[\w./-]+?)/?$")


def runbook_address(plan: Plan) -> str:
    """Give the address of RUNBOOK.md: a link where the plan's Git host is known, or its name."""
    link = REPOSITORY.match(plan.operations.git_url.strip())
    if plan.operations.gitops == "none" or not link or link["host"] not in HOSTS:
        return "RUNBOOK.md"
    folders = [part for part in plan.operations.git_path.split("/") if part not in ("", ".")]
    repository = f"https://{link['host']}/{link['path'].removesuffix('.git')}"
    return "/".join([repository, HOSTS[link["host"]], *folders, plan.name, "RUNBOOK.md"])
