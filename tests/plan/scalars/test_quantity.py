"""Quantities as Kubernetes reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.plan.scalars import bytes_of
from generators.plan.scalars import millicores
from generators.plan.scalars.quantity import cpu_quantity
from generators.plan.scalars.quantity import memory_quantity
from generators.plan.scalars.quantity import quantity
from generators.plan.scalars.quantity import redis_memory

BYTES = {
    "1": 1,
    "1k": 1000,
    "1Ki": 1024,
    "1.5Gi": 1_610_612_736,
    "1e3": 1000,
    "1E3": 1000,
    "1E": 10**18,
    "+2M": 2_000_000,
    ".5Mi": 524_288,
    "1.": 1,
    "7E": 7 * 10**18,
    "12e-1": 2,
    "100m": 1,
}
MILLICORES = {"1": 1000, "500m": 500, "0.25": 250, "1.5": 1500, "2k": 2_000_000, "1500u": 2}


@pytest.mark.parametrize(("text", "number"), BYTES.items())
def test_a_quantity_is_counted_in_bytes(text: str, number: int) -> None:
    assert quantity(text) == text
    assert bytes_of(text) == number


@pytest.mark.parametrize(("text", "number"), MILLICORES.items())
def test_a_quantity_is_counted_in_thousandths_of_a_cpu(text: str, number: int) -> None:
    assert millicores(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "Gi", "1.5Gi5", "1..5", "0x10", "1e", "1ee3", "e3", "ten", "1 2", "--1", "1KiB/s", "١Gi"],
)
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a quantity"):
        quantity(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("512MB", "512M or 512Mi"),
        ("512mb", "512M or 512Mi"),
        ("1 GiB", "1Gi"),
        ("1GiB", "1Gi"),
        ("1gi", "1Gi"),
        ("2gb", "2G or 2Gi"),
        ("2 G", "2G or 2Gi"),
        ("5K", "5k or 5Ki"),
        ("1,5", "1.5"),
        ("1,5 GB", "1.5G or 1.5Gi"),
        ("500 millicores", "500m"),
        ("2 cores", "2"),
        (" 10Gi ", "10Gi"),
    ],
)
def test_the_right_spelling_is_guessed(text: str, right: str) -> None:
    with pytest.raises(ValueError, match=f"Write .*{right}[. ]"):
        quantity(text)


@pytest.mark.parametrize("text", ["0", "0Gi", "-1", "-500m", "0.0"])
def test_nothing_and_less_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not above zero"):
        quantity(text)


@pytest.mark.parametrize("text", ["1e99", "8Ei", "9.3E"])
def test_more_than_kubernetes_can_count_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="more than Kubernetes allows"):
        quantity(text)


def test_thousandths_of_a_byte_are_a_slip_of_the_pen() -> None:
    with pytest.raises(ValueError, match="Write 512Mi"):
        memory_quantity("512m")


@pytest.mark.parametrize("text", ["0.5", "1u", "1.5e-3"])
def test_parts_of_a_byte_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="whole number of bytes"):
        memory_quantity(text)


@pytest.mark.parametrize("text", ["1Gi", "1.5Gi", "1e9", "0.5Ki", "536870912"])
def test_memory_is_whole_bytes(text: str) -> None:
    assert memory_quantity(text) == text


@pytest.mark.parametrize("text", ["1", "100m", "0.001", "2.5", "1m"])
def test_cpu_goes_down_to_a_thousandth(text: str) -> None:
    assert cpu_quantity(text) == text


@pytest.mark.parametrize(
    ("text", "reason"), [("1Gi", "unit of memory"), ("0.0001", "multiple of 1m")]
)
def test_what_no_cpu_has_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        cpu_quantity(text)


@given(st.text(max_size=50))
def test_any_text_is_a_quantity_or_refused_in_a_sentence(text: str) -> None:
    try:
        amount, sentence = bytes_of(quantity(text)), ""
    except ValueError as error:
        amount, sentence = 0, str(error)

    assert amount > 0 or sentence.endswith(".")


@pytest.mark.parametrize(
    ("text", "same"),
    [("1gb", "1Gi"), ("512MB", "512Mi"), ("100kb", "100Ki"), ("1g", "1G"), ("512m", "512M")],
)
def test_a_size_from_a_redis_conf_is_refused_with_what_it_means(text: str, same: str) -> None:
    with pytest.raises(ValueError, match=f"Redis' own unit. Write {same}, which is the same"):
        redis_memory(text)


@pytest.mark.parametrize("text", ["1Gi", "512Mi", "1G", "1000000000"])
def test_a_quantity_is_still_one_for_redis(text: str) -> None:
    assert redis_memory(text) == text
