// doc: Who stood for some authorities, networks or organisations, and at which events.
// access: read
// params: bodies
// plan: NodeByLabelScan, because attendances are found by a property
// then: attendance_rows
// hits: 60 + 4 a thing
MATCH (k:Attendance)
WHERE k.body IN $bodies
MATCH (p:Person {id: k.person})-[a:ATTENDED {claim: k.id}]->(e:Event)
