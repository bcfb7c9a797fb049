// doc: Write a source's own description.
// access: write
// params: id, props
// returns:
MERGE (s:Source {id: $id})
SET s = $props
