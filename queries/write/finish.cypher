// doc: Take the mark of a load in batches off statements, at its end.
// access: write
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: rows
// returns:
UNWIND $rows AS row
MATCH (n:Each {id: row.id})-[r:STATED_IN {key: row.key}]->(:Source {id: row.source})
REMOVE r.unfinished
