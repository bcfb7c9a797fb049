// doc: Wipe the relations that open questions draw.
// access: write
// params: ids
// returns:
UNWIND $ids AS id
MATCH (:Review {id: id})-[r:CONCERNS]->()
DELETE r
