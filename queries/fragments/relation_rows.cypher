// doc: From relations `c` to their rows, with the source of each.
// returns: id, from_id, from_name, from_fr, from_en, from_label, kind, to_id, to_name, to_fr, to_en, to_label, since, until, note_fr,
//   note_en, statements
// hits: 0 + 60 a row
OPTIONAL MATCH (aco:Collectivity {id: c.from})
OPTIONAL MATCH (ane:Network {id: c.from})
OPTIONAL MATCH (aor:Organisation {id: c.from})
OPTIONAL MATCH (bco:Collectivity {id: c.to})
OPTIONAL MATCH (bne:Network {id: c.to})
OPTIONAL MATCH (bor:Organisation {id: c.to})
OPTIONAL MATCH (bte:Territory {code: c.to})
WITH c, coalesce(aco, ane, aor) AS a, coalesce(bco, bne, bor, bte) AS b
RETURN c.id AS id, c.from AS from_id, a.name AS from_name, a.name_fr AS from_fr, a.name_en AS from_en,
  labels(a)[0] AS from_label, c.kind AS kind, c.to AS to_id, b.name AS to_name, b.name_fr AS to_fr, b.name_en AS to_en,
  labels(b)[0] AS to_label, c.since AS since, c.until AS until, c.note_fr AS note_fr, c.note_en AS note_en, COLLECT {
    MATCH (c)-[r:STATED_IN]->(s:Source)
    RETURN {said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}
    ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
  } AS statements
ORDER BY from_id, kind, to_id
