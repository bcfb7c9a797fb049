// doc: A source's own description, as it was written.
// access: read
// params: id
// returns: props
// hits: 40 + 13 a row
MATCH (s:Source {id: $id})
RETURN properties(s) AS props
