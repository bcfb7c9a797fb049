// doc: Tie each two authorities that are parties to one partnership.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MATCH (a:Collectivity {id: row.from})
MATCH (b:Collectivity {id: row.to})
CREATE (a)-[r:PARTNERS_WITH]->(b)
SET r = row.props
