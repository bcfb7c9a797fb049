// doc: Who was at an event, or was excused.
// access: read
// params: event
// then: attendance_rows
MATCH (e:Event {id: $event})<-[a:ATTENDED]-(p:Person)
