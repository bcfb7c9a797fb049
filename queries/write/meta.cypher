// doc: Record the schema version and the version of the reference tables.
// access: write
// params: schema, reference
// returns:
MERGE (m:Meta {id: 'graph'})
SET m.schema = $schema, m.reference = $reference
