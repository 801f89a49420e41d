from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from configurator.comparison.sequence_matcher import _PrefixSuffixMatcher

ITEMS = some.lists(some.sampled_from("ab"), max_size=8)


@given(ITEMS, ITEMS)
def test_the_ranges_cover_both_sequences(old: list[str], new: list[str]) -> None:
    codes = _PrefixSuffixMatcher(old, new).get_opcodes()

    assert [line for _, a, b, _, _ in codes for line in old[a:b]] == old
    assert [line for _, _, _, c, d in codes for line in new[c:d]] == new
    assert all(old[a:b] == new[c:d] for kind, a, b, c, d in codes if kind == "equal")
