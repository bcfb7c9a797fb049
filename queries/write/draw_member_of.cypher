// doc: Tie members to their network.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
OPTIONAL MATCH (aco:Collectivity {id: row.from})
OPTIONAL MATCH (ane:Network {id: row.from})
OPTIONAL MATCH (aor:Organisation {id: row.from})
MATCH (b:Network {id: row.to})
WITH row, coalesce(aco, ane, aor) AS a, b
WHERE a IS NOT NULL AND b IS NOT NULL
CREATE (a)-[r:MEMBER_OF]->(b)
SET r = row.props
