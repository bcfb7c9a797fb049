// doc: Remove themes that nothing is about any more.
// access: write
// params:
// returns:
// plan: NodeByLabelScan, because the vocabulary of themes is short
MATCH (t:Theme)
WHERE NOT EXISTS { ()-[:ABOUT|OBSERVED|CONCERNS]->(t) }
DETACH DELETE t
