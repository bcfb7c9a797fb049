// doc: How many things of one kind there are.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review, Source, Theme
// params:
// returns: total
// plan: NodeCountFromCountStore, because it counts them all
// hits: 40
MATCH (n:Each)
RETURN count(n) AS total
