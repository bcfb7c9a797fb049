// doc: The partnership that once had this id.
// access: read
// params: id
// returns: id
// plan: NodeByLabelScan, because only ids too long to be read backwards are looked up so
// hits: 5 + 2 a thing
MATCH (p:Partnership)
WHERE $id IN p.formerly
RETURN p.id AS id
ORDER BY id
