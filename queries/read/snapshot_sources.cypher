// doc: Every source with its titles and date; for the snapshot in memory.
// access: read
// params:
// returns: id, title_fr, title_en, date
// plan: NodeByLabelScan, because sources are few
// hits: 40 + 6 a row
MATCH (s:Source)
RETURN s.id AS id, s.title_fr AS title_fr, s.title_en AS title_en, s.date AS date
ORDER BY id
