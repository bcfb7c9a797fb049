// doc: Partnerships whose ids come after one id, for reading them all page by page.
// access: read
// params: after
// then: partnership_rows
// hits: 40 + 2 a thing
MATCH (p:Partnership)
WHERE p.id > $after
