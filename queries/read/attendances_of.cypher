// doc: Which events people were at, or were excused from.
// access: read
// params: people
// then: attendance_rows
// hits: 40 + 5 a row
UNWIND $people AS id
MATCH (p:Person {id: id})-[a:ATTENDED]->(e:Event)
