// doc: What sources left open and somebody settled, with the ids of what it is about.
// access: read
// params:
// returns: id, kind, question_fr, question_en, about
// plan: NodeByLabelScan, because people decide one thing at a time
// hits: 40 + 6 a row
MATCH (d:Decision {kind: 'settle'})
MATCH (q:Review {id: d.one})
RETURN q.id AS id, q.kind AS kind, q.question_fr AS question_fr, q.question_en AS question_en, coalesce(q.about, []) AS about
ORDER BY id
