// doc: How actors act on each other, by kind and by either end.
// access: read
// params: kind, from, to
// plan: NodeByLabelScan, because without an end it lists them all
// then: relation_rows
// hits: 20 + 2 a thing
MATCH (c:Relation)
WHERE ($kind IS NULL OR c.kind = $kind) AND ($from IS NULL OR c.from = $from) AND ($to IS NULL OR c.to = $to)
