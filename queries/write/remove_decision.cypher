// doc: Take a decision back.
// access: write
// params: id
// returns:
MATCH (d:Decision {id: $id})
DELETE d
