// doc: Wipe the relations that networks draw.
// access: write
// params: ids
// returns:
UNWIND $ids AS id
MATCH (:Network {id: id})-[r:ABOUT]->()
DELETE r
