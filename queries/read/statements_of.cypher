// doc: All statements about some things of one kind, with the source of each.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: ids
// returns: id, source, said
// hits: 40 + 65 a row
UNWIND $ids AS id
MATCH (n:Each {id: id})-[r:STATED_IN]->(s:Source)
RETURN n.id AS id, s.id AS source, properties(r) AS said

ORDER BY id, source, r.key
