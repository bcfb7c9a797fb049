// doc: Every person's id and name, with the spellings of the sources.
// access: read
// params:
// returns: id, name, as_stated
// plan: NodeByLabelScan, because all people are asked for
// hits: 40 + 6 a row
MATCH (p:Person)
RETURN p.id AS id, p.name AS name, p.as_stated AS as_stated
ORDER BY id
