// doc: Local authorities in the order of their ids, with how many partnerships each has.
// access: read
// params: within, skip, limit
// returns: props, partnerships
// plan: NodeByLabelScan, because without a territory it lists them all
// hits: 50 + 40 a row + 4 a thing
MATCH (c:Collectivity)
WHERE $within IS NULL OR EXISTS { (c)-[:IN*1..5]->(:Territory {code: $within}) }
WITH c
ORDER BY c.id SKIP $skip LIMIT $limit
RETURN properties(c) AS props, COUNT { (c)-[:PARTY_TO]->(:Partnership) } AS partnerships
ORDER BY c.id
