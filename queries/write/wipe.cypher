// doc: Remove some of the nodes of one kind, with their relations, before a dump takes their place.
// access: write
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review, Source, Theme, Decision
// params: limit
// returns: removed
// plan: NodeByLabelScan, because all of them go
MATCH (n:Each)
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS removed
