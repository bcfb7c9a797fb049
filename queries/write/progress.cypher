// doc: Say how much of a source a load in batches has written.
// access: write
// params: id, done
// returns:
MATCH (s:Source {id: $id})
SET s.loading_done = $done
