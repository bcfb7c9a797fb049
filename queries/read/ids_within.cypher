// doc: The ids of one label that lie in one span.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: after, upto
// returns: id
// hits: 40 + 6 a row
MATCH (n:Each)
WHERE n.id > $after AND n.id <= $upto
RETURN n.id AS id
ORDER BY id
