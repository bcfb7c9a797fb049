// doc: Write things of one kind with their current values, and the new statements about them.
// access: write
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: rows
// returns:
UNWIND $rows AS row
MERGE (n:Each {id: row.id})
SET n = row.props
WITH n, row
UNWIND row.statements AS statement
MATCH (s:Source {id: statement.source})
MERGE (n)-[r:STATED_IN {key: statement.key}]->(s)
SET r = statement.said
