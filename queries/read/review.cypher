// doc: Everything that sources leave open and nobody has settled, with the ids of what it is about.
// access: read
// params:
// returns: id, kind, question_fr, question_en, about, locator, source, title_fr, title_en, date
// plan: NodeByLabelScan, because it lists them all
// hits: 40 + 26 a row
MATCH (q:Review)-[r:STATED_IN]->(s:Source)
WHERE NOT EXISTS { MATCH (:Decision {id: 'settle--' + q.id}) }
RETURN q.id AS id, q.kind AS kind, q.question_fr AS question_fr, q.question_en AS question_en,
  coalesce(q.about, []) AS about, r.locator AS locator, s.id AS source, s.title_fr AS title_fr, s.title_en AS title_en,
  s.date AS date
ORDER BY coalesce(date, '') DESC, source, id, locator
