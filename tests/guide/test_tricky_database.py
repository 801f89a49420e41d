"""Tricky plans about how PostgreSQL is reached, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
A database inside the pod
    database.host: localhost
    => error database.host
A database inside the pod, in capitals with a dot
    database.host: LOCALHOST.
    => error database.host
A database inside the pod, in a Linux habit
    database.host: localhost.localdomain
    => error database.host
A database inside the pod, by number
    database.host: 127.0.0.1
    => error database.host
A database inside the pod, by another number
    database.host: 127.0.0.2
    => error database.host
A database inside the pod, in six
    database.host: "::1"
    => error database.host
A database at every address
    database.host: 0.0.0.0
    => error database.host
A database that is a file
    database.host: sqlite
    => error database.host
A database whose name begins with the word
    database.host: localhost.acme.com
    => silence
A database without a host
    database.host: ""
    => error database.host
A host left over from before the operator came
    on operator
    database.host: localhost
    => silence
A database with a port behind it
    database.host: "db.acme.com:5432"
    => refused database.host
A standby that cannot be written to, of the operator
    database.host: postgres-ro.data.svc.cluster.local
    => error database.host
A standby of Aurora
    database.host: skillflaw.cluster-ro-c1x2y3.eu-west-1.rds.amazonaws.com
    => error database.host
A standby by label
    database.host: db-ro.acme.com
    => error database.host
A reader by name
    database.host: reader.db.acme.com
    => error database.host
A replica by number
    database.host: pg-replica-1.acme.com
    => error database.host
Europe is no standby
    database.host: db-euro.acme.com
    => silence
Rome is no standby
    database.host: db-rome.acme.com
    => silence
A proofreader is no reader
    database.host: proofreader-db.acme.com
    => silence
The writer of Aurora
    database.host: skillflaw.cluster-c1x2y3.eu-west-1.rds.amazonaws.com
    => silence
An address whose certificate must name it
    database.host: 10.20.0.5
    => warning database.host
An address whose certificate must only be signed
    database.host: 10.20.0.5, database.sslMode: verify-ca
    => silence
A short name whose certificate must name it
    database.host: postgres
    => warning database.host
A short name without a check
    on require
    database.host: postgres
    => silence
An address outside the networks the policy opens
    database.host: 10.99.0.5, database.sslMode: verify-ca
    => error database.cidrs
Nobody wrote the networks of the database
    database.cidrs: []
    => warning database.cidrs
All networks for the database
    database.cidrs: [0.0.0.0/0]
    => error database.cidrs
All networks in six
    database.cidrs: ["10.20.0.0/16", "::/0"]
    => error database.cidrs
All networks in two halves
    database.cidrs: [0.0.0.0/1, 128.0.0.0/1]
    => error database.cidrs
One network in two halves
    database.cidrs: [10.20.0.0/17, 10.20.128.0/17]
    => silence
A network with its host bits set
    database.cidrs: [10.240.0.5/22]
    => refused database.cidrs[0]
No network policy asks for networks
    operations.networkPolicies: false, database.cidrs: []
    => warning operations.networkPolicies
No TLS to another network
    on require
    database.sslMode: disable
    => error database.sslMode
TLS if the server happens to offer it
    on require
    database.sslMode: prefer
    => error database.sslMode
No TLS to another network, in a rehearsal
    on require rehearsal
    database.sslMode: disable
    => warning database.sslMode
TLS without a proof
    on require
    => info database.sslMode
A mode of TLS left over from before the operator came
    on operator
    database.sslMode: disable
    => silence
A check without the authority
    database.caSecret.name: "", database.caSecret.key: ""
    => error database.caSecret.name
A check with an authority of no key
    database.caSecret.key: ""
    => error database.caSecret.key
An authority nobody asks
    on require
    database.caSecret.name: skillflaw-database-ca, database.caSecret.key: ca.crt
    => info database.sslMode
A database without a name
    database.name: ""
    => error database.name
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
