// doc: Write new values of things of one kind that the graph has, and the new statements about them.
// access: write
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: rows
// returns:
UNWIND $rows AS row
MATCH (n:Each {id: row.id})
SET n = row.props
WITH n, row
UNWIND row.statements AS statement
MATCH (s:Source {id: statement.source})
CREATE (n)-[r:STATED_IN]->(s)
SET r = statement.said
