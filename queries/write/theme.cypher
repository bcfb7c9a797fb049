// doc: Write the themes of the vocabulary that something is about.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MERGE (t:Theme {id: row.id})
SET t = row
