// doc: What sources leave open about some things, and nobody has settled.
// access: read
// params: ids
// returns: id, kind, about, question_fr, question_en
// plan: NodeByLabelScan, because open questions are few
// hits: 40 + 4 a row + 4 a thing
MATCH (q:Review)
WHERE any(thing IN coalesce(q.about, []) WHERE thing IN $ids)
  AND NOT EXISTS { MATCH (:Decision {id: 'settle--' + q.id}) }
RETURN q.id AS id, q.kind AS kind, q.about AS about, q.question_fr AS question_fr, q.question_en AS question_en
ORDER BY id
