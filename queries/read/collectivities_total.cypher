// doc: How many local authorities there are, in a territory or in all.
// access: read
// params: within
// returns: total
// plan: NodeByLabelScan, because without a territory it counts them all
// hits: 30 + 4 a thing
MATCH (c:Collectivity)
WHERE $within IS NULL OR EXISTS { (c)-[:IN*1..5]->(:Territory {code: $within}) }
RETURN count(c) AS total
