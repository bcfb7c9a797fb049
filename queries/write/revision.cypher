// doc: Count one change of the graph.
// access: write
// params:
// returns: revision
MATCH (m:Meta {id: 'graph'})
SET m.revision = coalesce(m.revision, 0) + 1
RETURN m.revision AS revision
