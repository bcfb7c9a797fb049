// doc: Every source with its date.
// access: read
// params:
// returns: id, date
// plan: NodeByLabelScan, because sources are few
// hits: 40 + 6 a row
MATCH (s:Source)
RETURN s.id AS id, s.date AS date
ORDER BY id
