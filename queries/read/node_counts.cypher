// doc: How many nodes of each label there are.
// access: read
// params:
// returns: label, total
// plan: AllNodesScan, because it counts the whole graph
// hits: 40 + 3 a row
MATCH (n)
RETURN labels(n)[0] AS label, count(*) AS total
ORDER BY label
