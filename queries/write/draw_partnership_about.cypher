// doc: Tie partnerships to their themes.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MATCH (a:Partnership {id: row.from})
MATCH (b:Theme {id: row.to})
CREATE (a)-[r:ABOUT]->(b)
SET r = row.props
