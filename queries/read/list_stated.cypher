// doc: What each source says of one slice of the claims of one kind, and when; newest first.
// access: read
// each: Partnership, Membership, Mandate
// params: after, upto
// returns: id, source, stated_on, form, status, since, until
// hits: 40 + 20 a row
MATCH (n:Each)
WHERE n.id > $after AND n.id <= $upto
WITH n
MATCH (n)-[r:STATED_IN]->(s:Source)
RETURN n.id AS id, s.id AS source, r.stated_on AS stated_on, r.form AS form, r.status AS status, r.since AS since,
  r.until AS until
ORDER BY id, coalesce(stated_on, '') DESC, source, r.key
