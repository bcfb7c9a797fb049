// doc: Tie people to the bodies in which they hold a public office.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MATCH (a:Person {id: row.from})
OPTIONAL MATCH (bco:Collectivity {id: row.to})
OPTIONAL MATCH (bne:Network {id: row.to})
OPTIONAL MATCH (bor:Organisation {id: row.to})
WITH row, a, coalesce(bco, bne, bor) AS b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[r:HOLDS]->(b)
SET r = row.props
