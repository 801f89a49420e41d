"""Documents that are well formed, whatever was chosen."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.documents.reading import PROSE
from tests.documents.reading import TYPED
from tests.documents.reading import papers
from tests.documents.reading import plans
from tests.documents.reading import read
from tests.documents.reading import written

NAMES = list(plans())
DOCUMENTS = ("README.md", "RATIONALE.md", "RUNBOOK.md", "RELEASE.yaml", "plan.yaml")


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_tidy(name: str) -> None:
    for path in PROSE:
        text = written(name)[path]

        assert "\n\n\n" not in text, path
        assert not re.search(r"[ \t]+$", text, re.MULTILINE), path
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        assert not re.search(r"`None`|\b(True|False)\b", text), path


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(name: str) -> None:
    for path in PROSE:
        outside = re.sub(r"^```.*?^```$", "", written(name)[path], flags=re.DOTALL | re.MULTILINE)
        for table in re.findall(r"(?:^\|.*\n)+", outside, re.MULTILINE):
            head, *rows = table.splitlines()

            assert {_cells(row) for row in rows} == {_cells(head)}, table


def _cells(row: str) -> int:
    return len(re.findall(r"(?<!\\)\|", row))


@pytest.mark.parametrize("name", NAMES)
def test_the_parser_sees_each_table_and_fence_and_no_html(name: str) -> None:
    for path in papers(name):
        text, parsed = written(name)[path], read(name, path)

        assert parsed.fences * 2 == len(re.findall(r"^```", text, re.MULTILINE)), path
        assert parsed.tables == len(re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)), path
        assert not parsed.html, path


@pytest.mark.parametrize("name", NAMES)
def test_a_link_leads_somewhere(name: str) -> None:
    for path in papers(name):
        headings = re.findall(r"^#+ (.*)$", written(name)[path], re.MULTILINE)
        links = {link for link in read(name, path).links if "://" not in link}

        assert links <= {f"#{_anchor(heading)}" for heading in headings} | set(DOCUMENTS), path


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_shell(name: str) -> None:
    for path in TYPED:
        commands = "\n".join(read(name, path).scripts)

        done = subprocess.run(
            ["sh", "-n"], input=commands, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), path


# Two blocks share a variable, and a reader fills some in.
SHARED = "SC2154"


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed")
@pytest.mark.parametrize(
    "name", ["everything", "small-team", "sops", "database-backup-missing", "breaking-flux"]
)
def test_shellcheck_finds_nothing_to_warn_of(name: str) -> None:
    for path in TYPED:
        commands = "\n".join(read(name, path).scripts)

        call = ["shellcheck", "-s", "sh", "-S", "warning", "-e", SHARED, "-"]
        done = subprocess.run(call, input=commands, capture_output=True, text=True, check=False)
        assert done.stdout == ""
