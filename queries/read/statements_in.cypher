// doc: The key of every statement that one source makes about things of one kind.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: source
// returns: id, key, kept
MATCH (s:Source {id: $source})<-[r:STATED_IN]-(n:Each)
RETURN n.id AS id, r.key AS key, r.kept AS kept
