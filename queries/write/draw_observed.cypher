// doc: Tie figures to what they count.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MATCH (a:Figure {id: row.from})
OPTIONAL MATCH (bco:Collectivity {id: row.to})
OPTIONAL MATCH (bne:Network {id: row.to})
OPTIONAL MATCH (bor:Organisation {id: row.to})
OPTIONAL MATCH (bte:Territory {code: row.to})
OPTIONAL MATCH (bth:Theme {id: row.to})
OPTIONAL MATCH (bev:Event {id: row.to})
WITH row, a, coalesce(bco, bne, bor, bte, bth, bev) AS b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[r:OBSERVED]->(b)
SET r = row.props
