// doc: Tie actors to the actors and territories they act on.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
OPTIONAL MATCH (aco:Collectivity {id: row.from})
OPTIONAL MATCH (ane:Network {id: row.from})
OPTIONAL MATCH (aor:Organisation {id: row.from})
OPTIONAL MATCH (bco:Collectivity {id: row.to})
OPTIONAL MATCH (bne:Network {id: row.to})
OPTIONAL MATCH (bor:Organisation {id: row.to})
OPTIONAL MATCH (bte:Territory {code: row.to})
WITH row, coalesce(aco, ane, aor) AS a, coalesce(bco, bne, bor, bte) AS b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[r:ACTS_ON]->(b)
SET r = row.props
