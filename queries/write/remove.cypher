// doc: Remove things that nothing states any more, with their relations.
// access: write
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: ids
// returns:
UNWIND $ids AS id
MATCH (n:Each {id: id})
DETACH DELETE n
