// doc: Wipe the relations that organisations draw.
// access: write
// params: ids
// returns:
UNWIND $ids AS id
MATCH (:Organisation {id: id})-[r:IN]->()
DELETE r
