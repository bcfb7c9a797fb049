// doc: Wipe the relations that mandates draw.
// access: write
// params: ids
// returns:
UNWIND $ids AS id
MATCH (c:Mandate {id: id})
MATCH (:Person {id: c.person})-[r:HOLDS {claim: id}]->()
DELETE r
