// doc: From mandates `p` - `h` - `b` to their rows, with the source of each.
// returns: id, person, person_name, body, body_name, body_fr, body_en, body_label, territory, title, since, until, as_of, statements
// hits: 0 + 50 a row
MATCH (c:Mandate {id: h.claim})
RETURN c.id AS id, p.id AS person, p.name AS person_name, b.id AS body, b.name AS body_name, b.name_fr AS body_fr,
  b.name_en AS body_en, labels(b)[0] AS body_label, b.territory AS territory, h.title AS title, h.since AS since,
  h.until AS until, h.as_of AS as_of, COLLECT {
    MATCH (c)-[r:STATED_IN]->(s:Source)
    RETURN {said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}
    ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
  } AS statements
ORDER BY person, as_of, body, title
