// doc: How many relations of each type there are.
// access: read
// params:
// returns: type, total
// plan: DirectedAllRelationshipsScan, because it counts the whole graph
// hits: 30 + 3 a row
MATCH ()-[r]->()
RETURN type(r) AS type, count(*) AS total
ORDER BY type
