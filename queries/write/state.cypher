// doc: Write new statements about things of one kind whose current values stay as they are.
// access: write
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: rows
// returns:
UNWIND $rows AS row
MATCH (n:Each {id: row.id})
MATCH (s:Source {id: row.source})
CREATE (n)-[r:STATED_IN]->(s)
SET r = row.said
