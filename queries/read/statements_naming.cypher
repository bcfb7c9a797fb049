// doc: Every statement about a thing or that names it, and every one whose ids a decision changed.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Partnership, Membership, Mandate, Attendance, Relation, Figure, Review
// params: id
// returns: id, source, said
// plan: NodeByLabelScan, because what a statement names stands on the statement alone; asked only when somebody decides
// hits: 40 + 5 a row + 30 a thing
MATCH (n:Each)-[r:STATED_IN]->(s:Source)
WHERE n.id = $id OR r.was IS NOT NULL OR r.part_of = $id OR r.held_in = $id OR $id IN r.held_by OR $id IN r.joined_by
  OR $id IN r.parties OR $id IN r.intermediaries OR $id IN r.supporters OR r.member = $id OR r.network = $id
  OR r.person = $id OR r.body = $id OR r.event = $id OR r.from = $id OR r.to = $id OR r.of = $id OR $id IN r.about
RETURN n.id AS id, s.id AS source, properties(r) AS said
ORDER BY source, id, r.key
