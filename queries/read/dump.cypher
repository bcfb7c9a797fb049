// doc: Things of one kind in the order of their ids, after one id, with all statements about each.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: after, limit
// returns: id, statements
MATCH (n:Each)
WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
MATCH (n)-[r:STATED_IN]->(s:Source)
WITH n, r, s ORDER BY s.id, r.key
RETURN n.id AS id, collect({source: s.id, said: properties(r)}) AS statements
ORDER BY id
