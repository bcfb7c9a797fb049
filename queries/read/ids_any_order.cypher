// doc: The ids of all things of one kind, in whatever order they lie: for who puts them into order.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review, Source, Theme
// params:
// returns: id
// plan: NodeByLabelScan, because it lists them all
// hits: 40 + 6 a row
MATCH (n:Each)
RETURN n.id AS id
