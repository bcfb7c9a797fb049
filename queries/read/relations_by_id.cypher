// doc: Relations between actors, of these ids.
// access: read
// params: ids
// then: relation_rows
UNWIND $ids AS id
MATCH (c:Relation {id: id})
