// doc: Attendances of these ids.
// access: read
// params: ids
// then: attendance_rows
// hits: 5
UNWIND $ids AS id
MATCH (k:Attendance {id: id})
MATCH (p:Person {id: k.person})-[a:ATTENDED {claim: k.id}]->(e:Event)
