// doc: Take the write lock of the graph; the first statement of every write, so that writers wait for each other.
// access: write
// params:
// returns:
MERGE (m:Meta {id: 'graph'})
SET m.locked = true
