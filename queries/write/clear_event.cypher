// doc: Wipe the relations that events draw.
// access: write
// params: ids
// returns:
UNWIND $ids AS id
MATCH (:Event {id: id})-[r:ABOUT|HELD_IN|HELD_BY|JOINED_BY]->()
DELETE r
