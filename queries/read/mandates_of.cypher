// doc: Which public offices people hold or held.
// access: read
// params: people
// then: mandate_rows
// hits: 40 + 5 a row
UNWIND $people AS id
MATCH (p:Person {id: id})-[h:HOLDS]->(b)
