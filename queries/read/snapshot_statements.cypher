// doc: Every statement about things of one kind, without the words of the source; for the snapshot in memory.
// access: read
// each: Partnership, Membership, Relation, Event, Network
// params:
// returns: id, source, locator, stated_on, form, status, since, until, key
// plan: NodeByLabelScan, because the snapshot holds them all
// hits: 40 + 26 a row
MATCH (n:Each)-[r:STATED_IN]->(s:Source)
RETURN n.id AS id, s.id AS source, r.locator AS locator, r.stated_on AS stated_on, r.form AS form, r.status AS status,
  r.since AS since, r.until AS until, r.key AS key
ORDER BY id, coalesce(stated_on, '') DESC, source, key
