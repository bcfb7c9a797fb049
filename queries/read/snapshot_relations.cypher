// doc: Every relation between actors with its current values; for the snapshot in memory.
// access: read
// params:
// returns: id, from, kind, to, since, until, note_fr, note_en
// plan: NodeByLabelScan, because the snapshot holds them all
// hits: 40 + 13 a row
MATCH (c:Relation)
RETURN c.id AS id, c.from AS from, c.kind AS kind, c.to AS to, c.since AS since, c.until AS until,
  c.note_fr AS note_fr, c.note_en AS note_en
ORDER BY id
