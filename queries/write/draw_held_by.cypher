// doc: Tie events to the bodies that hold them.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
OPTIONAL MATCH (bco:Collectivity {id: row.to})
OPTIONAL MATCH (bne:Network {id: row.to})
OPTIONAL MATCH (bor:Organisation {id: row.to})
WITH row, a, coalesce(bco, bne, bor) AS b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[r:HELD_BY]->(b)
SET r = row.props
