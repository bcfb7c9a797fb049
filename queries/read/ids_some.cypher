// doc: Some ids of one label that lie in one span, whichever come first, so many at most: where a span is to be parted.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review, Source, Theme
// params: after, upto, limit
// returns: ids
// hits: 40 + 4 a thing
MATCH (n:Each)
WHERE n.id > $after AND n.id <= $upto
WITH n LIMIT $limit
RETURN collect(n.id) AS ids
