"""A comparison of huge files is bounded; the work is counted and not timed."""

from __future__ import annotations

from functools import partial

from configurator.comparison.files import FileChange
from configurator.comparison.lines import Lines
from configurator.comparison.patch import patch
from configurator.comparison.sections import sections
from generators.output.files import Rendered
from tests.work import lines_run


def words(name: str, count: int) -> str:
    """Write so many long lines that resemble those of another name."""
    return "".join(f"{name} {number} {'a b c d ' * 100}\n" for number in range(count))


def change(count: int) -> FileChange:
    return FileChange(
        Rendered("a.yaml", words("old", count), ""), Rendered("a.yaml", words("new", count), "")
    )


def test_the_work_for_a_patch_grows_with_its_length() -> None:
    small, large = (lines_run(partial(patch, [change(n)])) for n in (50, 200))

    assert large < 5 * small
    assert large < 30_000


def test_words_are_highlighted_only_in_files_that_need_little_work() -> None:
    few, many = Lines(words("old", 2), words("new", 2)), Lines(words("old", 50), words("new", 50))

    assert any(span.changed for line in few.hunks[0].lines for span in line.spans)
    assert not any(span.changed for line in many.hunks[0].lines for span in line.spans)
    assert [line.text for line in many.whole.lines] == [line.text for line in many.hunks[0].lines]


def test_a_page_of_many_changed_files_has_a_bounded_amount_of_work() -> None:
    def show(count: int) -> None:
        for section in sections(change(2) for _ in range(count)):
            if section.inline:
                assert section.hunks

    assert lines_run(partial(show, 200)) < 2 * lines_run(partial(show, 50))
