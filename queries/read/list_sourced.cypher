// doc: Which of one slice of the things of one kind each source states.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Attendance, Relation, Figure
// params: after, upto
// returns: source, ids
// hits: 40 + 26 a row
MATCH (n:Each)
WHERE n.id > $after AND n.id <= $upto
WITH n
MATCH (n)-[:STATED_IN]->(s:Source)
RETURN s.id AS source, collect(DISTINCT n.id) AS ids
ORDER BY source
