// doc: Relations between actors, of these ids.
// access: read
// params: ids
// then: relation_rows
// hits: 5
UNWIND $ids AS id
MATCH (c:Relation {id: id})
