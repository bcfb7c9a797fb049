// doc: The ids of all things of one kind.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Source, Theme
// params:
// returns: id
// plan: NodeByLabelScan, because it lists them all
// hits: 40 + 6 a row
MATCH (n:Each)
RETURN n.id AS id
ORDER BY id
