// doc: How many relations of each type there are.
// access: read
// params:
// returns: type, total
// plan: DirectedAllRelationshipsScan, because it counts the whole graph
MATCH ()-[r]->()
RETURN type(r) AS type, count(*) AS total
ORDER BY type
