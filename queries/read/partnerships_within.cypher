// doc: Partnerships whose ids lie in one span, for reading them all page by page.
// access: read
// params: after, upto
// then: partnership_rows
// hits: 40 + 2 a thing
MATCH (p:Partnership)
WHERE p.id > $after AND p.id <= $upto
