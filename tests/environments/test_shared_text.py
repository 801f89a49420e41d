"""A document in two parts: what is shared, and what one environment has otherwise."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import given
from hypothesis import settings

import generators
from generators.environments import together
from generators.environments.shared_text import differing
from generators.environments.shared_text import sections
from generators.environments.shared_text import written
from generators.judgement import judge_file
from generators.output.files import Rendered
from generators.plan import PlanFile
from tests.environments.files import two
from tests.environments.test_bundles import SETS
from tests.environments.test_bundles import file_of
from tests.strategies import plan_files

SHARED = """\
# Title

## Choices

What each is.

### Release

| choice | value |
|---|---|
| tag | 1.8.2 |
| port | 80 |

### Redis

- one
  below one
- two

## Topology

| pods | 3 |
"""


def different(own: str) -> str:
    return written(differing(sections(own), sections(SHARED), {"Choices"}))


def test_a_document_is_written_as_it_was() -> None:
    assert written(sections(SHARED)) == SHARED


def test_a_comment_in_a_code_block_is_no_heading() -> None:
    text = "# Title\n\n```sh\n# a comment\nls\n```\n\n## Next\n"

    assert [section.headings[-1] for section in sections(text)] == ["Title", "Next"]


def test_the_same_document_leaves_its_title_alone() -> None:
    assert different(SHARED).strip() == "# Title"


def test_a_row_that_differs_stays_with_its_headings() -> None:
    text = different(SHARED.replace("1.8.2", "1.9.0"))

    assert "## Choices\n\nWhat each is.\n\n### Release" in text
    assert "| choice | value |\n|---|---|\n| tag | 1.9.0 |" in text
    assert "port" not in text
    assert "Redis" not in text


def test_an_item_is_compared_with_what_is_below_it() -> None:
    text = different(SHARED.replace("below one", "under one"))

    assert "- one\n  under one" in text
    assert "- two" not in text


def test_a_chapter_outside_the_named_ones_is_given_whole() -> None:
    text = different(SHARED.replace("| pods | 3 |", "| pods | 3 |\n| cores | 2 |"))

    assert "| pods | 3 |\n| cores | 2 |" in text
    assert "Choices" not in text


def rationale_of(files: tuple[Rendered, ...], folder: str = "") -> str:
    (text,) = (file.text for file in files if file.path == f"{folder}RATIONALE.md")
    return text


def rows(text: str) -> set[str]:
    """List the rows and items of choices in a rationale, with their values."""
    chapters = (
        text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
        for title in ("Decisions", "Defaults")
    )
    return set(re.findall(r"^[|-] `.*$", "\n".join(chapters), re.MULTILINE))


@pytest.mark.parametrize("name", SETS)
def test_no_environment_explains_again_what_is_shared(name: str) -> None:
    files = generators.bundle_of(file_of(name)).files
    shared = rows(rationale_of(files))

    assert shared
    for environment in ("staging", "production"):
        assert not shared & rows(rationale_of(files, f"overlays/{environment}/"))


def test_an_environments_rationale_is_short_and_lists_its_files() -> None:
    files = generators.bundle_of(two({"scaling.backend.replicas": 2})).files

    text = rationale_of(files, "overlays/staging/")

    assert "`scaling.backend.replicas` | `2` |" in text
    assert "- `topology.pattern`: `api-first`" not in text
    listed = set(re.findall(r"^- `([^`]+)`\.", text, re.MULTILINE))
    names = {
        file.path.rpartition("/")[2]
        for file in files
        if file.path.startswith("overlays/staging/") and not file.path.endswith(".md")
    }
    assert names <= listed
    assert "preflight-staging.sh" in listed


SEARCH = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow],
)


@SEARCH
@given(plan_files())
def test_shared_and_own_together_explain_every_choice(file: PlanFile) -> None:
    files = together(judge_file(file))
    shared = rows(rationale_of(files))

    for name, plan in file.plans.items():
        texts = rationale_of(files), rationale_of(files, f"overlays/{name}/")
        known = shared | rows(texts[1])
        paths = {path for row in known for path in re.findall(r"^[|-] `([^`]+)`", row)}
        claimed = re.findall(r"^\| [^|]* \(`([^`]+)`\) \|", "\n".join(texts), re.MULTILINE)
        paths.update(claimed)
        assert {choice.path for choice in generators.choices() if choice.applies(plan)} <= paths
