// doc: Who was at an event, or was excused.
// access: read
// params: event
// then: attendance_rows
// hits: 25
MATCH (e:Event {id: $event})<-[a:ATTENDED]-(p:Person)
