// doc: Whether an authority or organisation has this id.
// access: read
// params: id
// returns: found
// hits: 40 + 6 a row
OPTIONAL MATCH (c:Collectivity {id: $id})
OPTIONAL MATCH (o:Organisation {id: $id})
RETURN c IS NOT NULL OR o IS NOT NULL AS found
