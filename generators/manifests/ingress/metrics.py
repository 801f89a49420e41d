"""The request metrics of an ingress controller: names, labels, and what they do not count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class IngressMetrics:
    """The metrics of one controller.

    ``requests`` counts answers; ``code`` matches those whose status starts with a digit. ``api``
    and ``all`` match the routes to the backend and to every part of SkillFlaw; more than one
    matcher where installations differ. ``latency`` makes an expression in seconds from a matcher;
    ``streams`` says that MCP's open streams are in it too.
    """

    requests: str
    code: str
    api: tuple[str, ...]
    all: tuple[str, ...]
    latency: Callable[[str], str]
    percentile: bool
    streams: bool = False
    note: str = ""

    def rate(self, matchers: tuple[str, ...], digit: str = "") -> str:
        """Write the rate of answers, a second, over the last ten minutes."""
        code = f", {self.code.format(digit)}" if digit else ""
        sums = [f"sum(rate({self.requests}{{{matcher}{code}}}[10m]))" for matcher in matchers]
        return f"({' or '.join(sums)})" if len(sums) > 1 else sums[0]

    def slow(self, seconds: int) -> str:
        """Write that the API's latency is above a bound."""
        latencies = [self.latency(matcher) for matcher in self.api]
        return f"({' or '.join(latencies)}) > {seconds}"


def mean(total: str, count: str) -> Callable[[str], str]:
    """Give the mean of a metric in seconds over ten minutes."""

    def latency(matcher: str) -> str:
        return f"sum(rate({total}{{{matcher}}}[10m])) / sum(rate({count}{{{matcher}}}[10m]))"

    return latency


def percentile_of_milliseconds(bucket: str) -> Callable[[str], str]:
    """Give the 95th percentile of a histogram in milliseconds, as seconds."""

    def latency(matcher: str) -> str:
        rate = f"sum by (le) (rate({bucket}{{{matcher}}}[10m]))"
        return f"histogram_quantile(0.95, {rate}) / 1000"

    return latency


def mean_of_concurrency(sessions: str, requests: str) -> Callable[[str], str]:
    """Give the mean latency of a proxy that counts neither buckets nor seconds.

    By Little's law it is the mean number of requests in progress over the rate of requests. An
    interval without a request has no latency, and no alert.
    """

    def latency(matcher: str) -> str:
        rate = f"sum(rate({requests}{{{matcher}}}[10m]))"
        return f"sum(avg_over_time({sessions}{{{matcher}}}[10m])) / ({rate} > 0)"

    return latency
