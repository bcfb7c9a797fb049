// doc: Wipe parties and themes of partnerships.
// access: write
// params: ids
// returns:
UNWIND $ids AS id
MATCH (:Partnership {id: id})-[r:PARTY_TO|ABOUT]-()
DELETE r
