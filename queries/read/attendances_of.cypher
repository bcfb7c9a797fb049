// doc: Which events a person was at, or was excused from.
// access: read
// params: person
// then: attendance_rows
MATCH (p:Person {id: $person})-[a:ATTENDED]->(e:Event)
