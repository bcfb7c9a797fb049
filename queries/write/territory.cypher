// doc: Write territories of the reference table.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MERGE (t:Territory {code: row.code})
SET t = row
