// doc: Who stood for an authority, network or organisation, and at which event.
// access: read
// params: body
// plan: NodeByLabelScan, because attendances are found by a property
// then: attendance_rows
MATCH (k:Attendance {body: $body})
MATCH (p:Person {id: k.person})-[a:ATTENDED {claim: k.id}]->(e:Event)
