// doc: Wipe the relations that figures draw.
// access: write
// params: ids
// returns:
UNWIND $ids AS id
MATCH (:Figure {id: id})-[r:OBSERVED]->()
DELETE r
