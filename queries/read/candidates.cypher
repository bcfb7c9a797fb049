// doc: Everything of one kind with what tells it from others, and the sources that state it.
// access: read
// each: Collectivity, Network, Organisation, Person
// params:
// returns: id, props, sources
// plan: NodeByLabelScan, because each may be the same as any other
// hits: 40 + 32 a row
MATCH (n:Each)-[:STATED_IN]->(s:Source)
WITH n, collect(DISTINCT s.id) AS sources
RETURN n.id AS id, properties(n) AS props, sources
ORDER BY id
