// doc: Write a decision.
// access: write
// params: id, props
// returns:
MERGE (d:Decision {id: $id})
SET d = $props
