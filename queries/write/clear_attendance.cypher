// doc: Wipe the relations that attendances draw.
// access: write
// params: ids
// returns:
UNWIND $ids AS id
MATCH (c:Attendance {id: id})
MATCH (:Person {id: c.person})-[r:ATTENDED {claim: id}]->()
DELETE r
