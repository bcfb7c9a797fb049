// doc: Tie a network to the one it is a group or section of.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MATCH (a:Network {id: row.from})
MATCH (b:Network {id: row.to})
CREATE (a)-[r:PART_OF]->(b)
SET r = row.props
