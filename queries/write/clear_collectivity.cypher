// doc: Wipe the relations that authorities draw.
// access: write
// params: ids
// returns:
UNWIND $ids AS id
MATCH (:Collectivity {id: id})-[r:IN|PART_OF]->()
DELETE r
