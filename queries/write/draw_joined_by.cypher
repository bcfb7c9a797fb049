// doc: Tie events to the bodies that took part in them.
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
CREATE (a)-[r:JOINED_BY]->(b)
SET r = row.props
