// doc: Write authorities that the graph does not have yet, each with its one statement and its place, all at once.
// access: write
// params: source, rows
// returns:
MATCH (s:Source {id: $source})
UNWIND $rows AS row
MATCH (t:Territory {code: row.territory})
CREATE (n:Collectivity)
SET n = row.props
CREATE (n)-[r:STATED_IN]->(s)
SET r = row.said
CREATE (n)-[:IN]->(t)
