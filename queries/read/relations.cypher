// doc: How actors act on each other, by kind and by either end.
// access: read
// params: kind, from, to
// returns: from_id, from_name, kind, to_id, to_name, since, until, note_fr, note_en, statements
// plan: NodeByLabelScan, because without an end it lists them all
MATCH (c:Relation)
WHERE ($kind IS NULL OR c.kind = $kind) AND ($from IS NULL OR c.from = $from) AND ($to IS NULL OR c.to = $to)
OPTIONAL MATCH (a)-[:ACTS_ON {claim: c.id}]->(b)
RETURN c.from AS from_id, a.name AS from_name, c.kind AS kind, c.to AS to_id, b.name AS to_name,
  c.since AS since, c.until AS until, c.note_fr AS note_fr, c.note_en AS note_en, COLLECT {
    MATCH (c)-[r:STATED_IN]->(s:Source)
    RETURN {said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}
    ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
  } AS statements
ORDER BY from_id, kind, to_id
