// doc: Some ids of one label, after one id.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: after, limit
// returns: id
// hits: 40 + 6 a row
MATCH (n:Each)
WHERE n.id > $after
RETURN n.id AS id
ORDER BY id LIMIT $limit
