// doc: Schema version, version of the reference tables and revision of the graph.
// access: read
// params:
// returns: schema, reference, revision
// hits: 40 + 6 a row
MATCH (m:Meta {id: 'graph'})
RETURN m.schema AS schema, m.reference AS reference, coalesce(m.revision, 0) AS revision
