// doc: Things of one kind whose ids lie in one span, in their order, with current values and all statements about each.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: after, upto
// returns: id, props, statements
// hits: 40 + 80 a row
MATCH (n:Each)
WHERE n.id > $after AND n.id <= $upto
WITH n
MATCH (n)-[r:STATED_IN]->(s:Source)
WITH n, r, s ORDER BY s.id, r.key
WITH n, collect({source: s.id, said: properties(r)}) AS statements
RETURN n.id AS id, properties(n) AS props, statements
ORDER BY id
