// doc: Ids are unique among things of one kind.
// access: schema
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review, Source, Theme, Decision, Meta
// params:
// returns:
CREATE CONSTRAINT each_id IF NOT EXISTS FOR (n:Each) REQUIRE n.id IS UNIQUE
