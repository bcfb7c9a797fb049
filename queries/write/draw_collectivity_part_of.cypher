// doc: Tie a commune to its intercommunality.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MATCH (a:Collectivity {id: row.from})
MATCH (b:Collectivity {id: row.to})
CREATE (a)-[r:PART_OF]->(b)
SET r = row.props
