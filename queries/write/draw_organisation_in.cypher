// doc: Place organisations in the smallest territory known.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MATCH (a:Organisation {id: row.from})
MATCH (b:Territory {code: row.to})
CREATE (a)-[r:IN]->(b)
SET r = row.props
