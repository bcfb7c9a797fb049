// doc: Write partnerships of two authorities that the graph does not have yet, each with its one statement, parties and themes.
// access: write
// params: source, rows
// returns:
MATCH (s:Source {id: $source})
UNWIND $rows AS row
MATCH (a:Collectivity {id: row.one})
MATCH (b:Collectivity {id: row.other})
CREATE (n:Partnership)
SET n = row.props
CREATE (n)-[r:STATED_IN]->(s)
SET r = row.said
CREATE (a)-[:PARTY_TO {role: 'party'}]->(n)
CREATE (b)-[:PARTY_TO {role: 'party'}]->(n)
CREATE (a)-[q:PARTNERS_WITH]->(b)
SET q = row.tie
WITH n, row
UNWIND row.themes AS theme
MATCH (t:Theme {id: theme})
CREATE (n)-[:ABOUT]->(t)
