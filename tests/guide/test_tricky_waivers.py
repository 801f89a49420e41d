"""Tricky plans about what a team accepts, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
Nobody watches Redis, and somebody accepts it
    redis.monitoring: false
    waivers: [{rule: redis-unmonitored, reason: moves soon, owner: platform, expires: "2026-12-31"}]
    => silence
Accepted until today
    redis.monitoring: false
    waivers: [{rule: redis-unmonitored, reason: moves soon, owner: platform, expires: "2026-11-24"}]
    => silence
Accepted until yesterday
    redis.monitoring: false
    waivers: [{rule: redis-unmonitored, reason: moves soon, owner: platform, expires: "2026-11-23"}]
    => warning redis.monitoring, warning waivers
Accepted until yesterday, and the reminder is accepted too
    redis.monitoring: false
    waivers: [{rule: redis-unmonitored, reason: soon, owner: platform, expires: "2026-11-23"},
              {rule: waiver-expired, reason: noisy, owner: platform, expires: "2026-12-31"}]
    => warning redis.monitoring, warning waivers, warning waivers
Something accepted that no rule says
    waivers: [{rule: redis-unwatched, reason: a slip, owner: platform, expires: "2026-12-31"}]
    => warning waivers
An error accepted
    scaling.backend.maxUnavailable: 0
    waivers: [{rule: max-unavailable-zero, reason: later, owner: web, expires: "2026-12-31"}]
    => error scaling.backend.maxUnavailable, warning waivers
Something accepted that is no longer wrong
    waivers: [{rule: redis-unmonitored, reason: moves soon, owner: platform, expires: "2026-12-31"}]
    => silence
Accepted twice
    redis.monitoring: false
    waivers: [{rule: redis-unmonitored, reason: a, owner: platform, expires: "2026-12-31"},
              {rule: redis-unmonitored, reason: b, owner: web, expires: "2026-12-31"}]
    => silence
Accepted in the plan's own environment
    redis.monitoring: false
    waivers: [{rule: redis-unmonitored, reason: moves soon, owner: platform, expires: "2026-12-31",
               environment: production}]
    => silence
Accepted in an environment that the plan has not
    redis.monitoring: false
    waivers: [{rule: redis-unmonitored, reason: moves soon, owner: platform, expires: "2026-12-31",
               environment: staging}]
    => warning redis.monitoring, warning waivers
Accepted by nobody
    redis.monitoring: false
    waivers: [{rule: redis-unmonitored, reason: moves next month, owner: "", expires: "2026-12-31"}]
    => refused waivers[0].owner
Accepted for no reason
    redis.monitoring: false
    waivers: [{rule: redis-unmonitored, reason: " ", owner: platform, expires: "2026-12-31"}]
    => refused waivers[0].reason
Accepted for ever
    redis.monitoring: false
    waivers: [{rule: redis-unmonitored, reason: moves next month, owner: platform}]
    => refused waivers[0].expires
Accepted until a day that was not
    redis.monitoring: false
    waivers: [{rule: redis-unmonitored, reason: moves soon, owner: platform, expires: "2026-02-30"}]
    => refused waivers[0].expires
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
