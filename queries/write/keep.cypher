// doc: Mark statements that were not seen again and stay, because rows of their source were rejected.
// access: write
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: rows
// returns:
UNWIND $rows AS row
MATCH (n:Each {id: row.id})-[r:STATED_IN {key: row.key}]->(:Source {id: row.source})
SET r.kept = true
