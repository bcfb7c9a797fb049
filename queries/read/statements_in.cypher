// doc: The key of every statement that one source makes, with the kind and the id of the thing it is about.
// access: read
// params: source
// returns: label, id, key, kept, unfinished
// hits: 40 + 8 a row
MATCH (s:Source {id: $source})<-[r:STATED_IN]-(n)
RETURN labels(n)[0] AS label, n.id AS id, r.key AS key, r.kept AS kept, r.unfinished AS unfinished

ORDER BY label, id, key
