// doc: Public offices of these ids.
// access: read
// params: ids
// then: mandate_rows
// hits: 5
UNWIND $ids AS id
MATCH (k:Mandate {id: id})
MATCH (p:Person {id: k.person})-[h:HOLDS {claim: k.id}]->(b)
