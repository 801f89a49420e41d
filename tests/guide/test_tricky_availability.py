"""Tricky plans about backups, failover and migrations, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
Nobody backs up the database in the cluster
    on operator
    database.backup.schedule: "", database.backup.destination: ""
    => error database.backup.schedule
Nobody says who backs up the managed database
    database.backup.schedule: "", database.backup.destination: ""
    => warning database.backup.schedule
Backups of the operator that go nowhere
    on operator
    database.backup.destination: ""
    => error database.backup.destination
Backups of the operator to no object store
    on operator
    database.backup.destination: Amazon RDS automated backups
    => error database.backup.destination
Backups of the operator to Azure
    on operator
    database.backup.destination: "azblob://acme.blob.core.windows.net/backups"
    => silence
A schedule with six fields
    database.backup.schedule: "0 15 2 * * *"
    => refused database.backup.schedule
A schedule in the sixty-first minute
    database.backup.schedule: "61 2 * * *"
    => refused database.backup.schedule
A schedule on a day that never comes
    database.backup.schedule: "0 3 31 2 *"
    => refused database.backup.schedule
Each week, kept for six days
    database.backup.schedule: "0 3 * * 0", database.backup.retentionDays: 6
    => error database.backup.retentionDays
Each week, kept for a week
    database.backup.schedule: "0 3 * * 0", database.backup.retentionDays: 7
    => silence
Each month, kept for thirty days
    database.backup.schedule: "0 3 1 * *", database.backup.retentionDays: 30
    => error database.backup.retentionDays
Each month, kept for thirty-one days
    database.backup.schedule: "0 3 1 * *", database.backup.retentionDays: 31
    => silence
Working days, kept over no weekend
    database.backup.schedule: "0 3 * * 1-5", database.backup.retentionDays: 2
    => error database.backup.retentionDays
Working days, kept over the weekend
    database.backup.schedule: "0 3 * * 1-5", database.backup.retentionDays: 3
    => silence
Each six hours, kept for a day
    database.backup.schedule: "0 */6 * * *", database.backup.retentionDays: 1
    => silence
The first and the fifteenth, kept for sixteen days
    database.backup.schedule: "0 3 1,15 * *", database.backup.retentionDays: 16
    => error database.backup.retentionDays
The first and the fifteenth, kept for seventeen days
    database.backup.schedule: "0 3 1,15 * *", database.backup.retentionDays: 17
    => silence
Restored by nobody
    database.backup.restoreTested: ""
    => warning database.backup.restoreTested
Restored half a year ago and a day
    database.backup.restoreTested: "2026-05-27"
    => warning database.backup.restoreTested
Restored half a year ago
    database.backup.restoreTested: "2026-05-28"
    => silence
Restored today
    database.backup.restoreTested: "2026-11-24"
    => silence
Restored next year
    database.backup.restoreTested: "2027-01-01"
    => warning database.backup.restoreTested
Restored on a day that was not
    database.backup.restoreTested: "2026-02-30"
    => refused database.backup.restoreTested
A standby and no plan
    database.failoverPlan: ""
    => error database.failoverPlan
A standby and a plan of blanks
    database.failoverPlan: "   "
    => error database.failoverPlan
No standby and no plan
    database.failoverPlan: "", database.highAvailability: false
    => silence
One pod called highly available
    on single
    database.highAvailability: true, database.failoverPlan: somebody restarts it
    => error database.highAvailability, warning database.backup.destination
One pod that is not
    on single
    => warning database.mode, warning database.backup.destination
One instance of the operator called highly available
    on operator
    database.instances: 1
    => error database.highAvailability
One instance of the operator that is not
    on operator
    database.instances: 1, database.highAvailability: false
    => warning database.instances
Two instances of the operator
    on operator
    database.instances: 2
    => silence
Three replicas migrate at once, under a lock
    database.migrations: on-start
    => info database.migrations
Three replicas migrate at once on the first day
    database.migrations: on-start, release.firstInstall: true, release.previousBackendTag: ""
    => warning database.migrations
Three replicas migrate at once, and it breaks what runs
    database.migrations: on-start, release.schemaMigration: breaking
    => warning database.migrations
Three replicas start at once, and nothing is to migrate
    database.migrations: on-start, release.schemaMigration: none
    => no database.migrations
One replica migrates
    on one-replica
    database.migrations: on-start
    => silence
One replica now, six at noon, and each migrates
    on one-replica autoscaled
    database.migrations: on-start
    => info database.migrations
Nobody watches the database
    database.monitoring: false
    => warning database.monitoring
The operator's policies cannot reach the cluster's API
    on operator
    operations.apiServerCidrs: []
    => warning operations.apiServerCidrs
Nobody asks for the cluster's API without the operator
    operations.apiServerCidrs: []
    => silence
A managed service that backs up as it likes
    database.backup.schedule: ""
    => warning database.backup.schedule
A schedule of a managed service, and nobody named
    database.backup.destination: ""
    => warning database.backup.destination
A schedule in one word
    database.backup.schedule: "@daily"
    => silence
A schedule of blanks
    on operator
    database.backup.destination: "  "
    => error database.backup.destination
No backup in a rehearsal
    on operator rehearsal
    database.backup.schedule: "", database.backup.destination: ""
    => warning database.backup.schedule
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
