// doc: Tie each territory to the one that contains it.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MATCH (t:Territory {code: row.code})
MATCH (parent:Territory {code: row.parent})
MERGE (t)-[:IN]->(parent)
