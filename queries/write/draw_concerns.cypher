// doc: Tie open questions to what they are about.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MATCH (a:Review {id: row.from})
OPTIONAL MATCH (bco:Collectivity {id: row.to})
OPTIONAL MATCH (bne:Network {id: row.to})
OPTIONAL MATCH (bor:Organisation {id: row.to})
OPTIONAL MATCH (bpe:Person {id: row.to})
OPTIONAL MATCH (bev:Event {id: row.to})
OPTIONAL MATCH (bth:Theme {id: row.to})
WITH row, a, coalesce(bco, bne, bor, bpe, bev, bth) AS b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[r:CONCERNS]->(b)
SET r = row.props
