// doc: Every person with all spellings of the name.
// access: read
// params:
// returns: id, name, as_stated
// plan: NodeByLabelScan, because the names of all people are read at once
// hits: 40 + 6 a row
MATCH (p:Person)
RETURN p.id AS id, p.name AS name, p.as_stated AS as_stated
ORDER BY id
