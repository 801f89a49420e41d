"""Tricky plans about Redis, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
A cache in each pod
    redis.mode: none
    => error redis.mode
A cache in the only pod
    on one-replica
    redis.mode: none
    => warning redis.mode
A cache in each pod as soon as there are two
    on autoscaled one-replica
    redis.mode: none
    => error redis.mode
A Redis without a host
    redis.host: ""
    => error redis.host
A Redis inside the pod
    redis.host: localhost
    => error redis.host
A Redis inside the pod, by another number
    redis.host: 127.0.1.1
    => error redis.host
A Redis in the cluster, and a host left over
    on own-redis
    redis.host: localhost
    => silence
A copy of Redis that refuses writes
    redis.host: replica.skillflaw.x1y2z3.euw1.cache.amazonaws.com
    => error redis.host
The copy that takes writes
    redis.host: master.skillflaw.x1y2z3.euw1.cache.amazonaws.com
    => silence
A cluster of Redis
    redis.host: clustercfg.skillflaw.x1y2z3.euw1.cache.amazonaws.com
    => error redis.host
No TLS to another network
    redis.tls: false, redis.cidrs: [203.0.113.0/24]
    => error redis.tls
No TLS to a private network of ours
    redis.tls: false
    => warning redis.tls
No TLS inside the cluster
    on own-redis
    => silence
The sixteenth database
    redis.db: 15
    => silence
The seventeenth database
    redis.db: 16
    => error redis.db
The seventeenth database of no Redis
    on one-replica
    redis.db: 16, redis.mode: none
    => warning redis.mode
A Redis that takes all memory there is
    on own-redis
    redis.maxMemory: ""
    => error redis.maxMemory
A managed Redis whose memory nobody knows
    redis.maxMemory: ""
    => warning redis.maxMemory
Memory up to the last byte of the container
    on own-redis
    redis.maxMemory: 1Gi
    => error redis.maxMemory
Memory that only looks like all of the container
    on own-redis
    redis.maxMemory: 1G
    => warning redis.maxMemory
Memory at three quarters
    on own-redis
    redis.maxMemory: 768Mi
    => silence
Memory above three quarters
    on own-redis
    redis.maxMemory: 769Mi
    => warning redis.maxMemory
Memory at half, written to a file
    on own-redis
    redis.persistence: aof
    => silence
Memory above half, written to a file
    on own-redis
    redis.persistence: rdb, redis.maxMemory: 513Mi
    => warning redis.maxMemory
The container's memory is not the managed service's
    redis.maxMemory: 64Gi
    => silence
A full cache, unsaid
    redis.evictionPolicy: ""
    => warning redis.evictionPolicy
A full cache that refuses writes
    redis.evictionPolicy: noeviction
    => warning redis.evictionPolicy
A queue that refuses writes when full
    redis.evictionPolicy: noeviction, redis.holds: cache-and-queue, redis.persistence: aof
    => silence
A queue that loses jobs when full
    redis.holds: cache-and-queue, redis.persistence: aof
    => error redis.evictionPolicy
A queue beside a cache that expires
    redis.holds: cache-and-queue, redis.persistence: aof, redis.evictionPolicy: volatile-ttl
    => no redis.persistence
A queue that a restart empties
    redis.evictionPolicy: noeviction, redis.holds: cache-and-queue
    => warning redis.persistence
What a restart does, unsaid
    redis.persistence: ""
    => warning redis.persistence
What a restart does, unsaid for a queue, is one mistake
    redis.evictionPolicy: noeviction, redis.holds: cache-and-queue, redis.persistence: ""
    => warning redis.persistence
Nobody watches Redis
    redis.monitoring: false
    => warning redis.monitoring
Nobody watches no Redis
    on one-replica
    redis.mode: none, redis.monitoring: false, redis.maxMemory: "", redis.persistence: ""
    => warning redis.mode
The volume too small for the file
    on own-redis
    redis.persistence: aof, redis.size: 256Mi
    => warning redis.size
Nobody wrote the networks of Redis
    redis.cidrs: []
    => warning redis.cidrs
All networks for Redis
    redis.cidrs: [0.0.0.0/0]
    => error redis.cidrs
The Redis of staging
    redis.host: redis-staging.acme.com
    => warning redis.host
A Redis whose name only begins like it
    redis.host: redis-stageplay.acme.com
    => silence
A bound in Redis' own words
    redis.maxMemory: 1gb
    => refused redis.maxMemory
A time to live of nothing
    redis.ttlSeconds: 0
    => refused redis.ttlSeconds
A port that does not exist
    redis.port: 65536
    => refused redis.port
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
