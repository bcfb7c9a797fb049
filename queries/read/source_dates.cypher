// doc: Every source with its date.
// access: read
// params:
// returns: id, date
// plan: NodeByLabelScan, because sources are few
MATCH (s:Source)
RETURN s.id AS id, s.date AS date
ORDER BY id
