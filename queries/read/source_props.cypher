// doc: A source's own description, as it was written.
// access: read
// params: id
// returns: props
MATCH (s:Source {id: $id})
RETURN properties(s) AS props
