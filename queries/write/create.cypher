// doc: Write things of one kind that the graph does not have yet, with their current values and all statements about them.
// access: write
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: rows
// returns:
UNWIND $rows AS row
CREATE (n:Each {id: row.id})
SET n = row.props
WITH n, row
UNWIND row.statements AS statement
MATCH (s:Source {id: statement.source})
CREATE (n)-[r:STATED_IN]->(s)
SET r = statement.said
