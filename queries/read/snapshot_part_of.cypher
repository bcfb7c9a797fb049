// doc: Which authority is part of which, with every statement that says so; for the snapshot in memory.
// access: read
// params:
// returns: id, to, source, locator, stated_on, key
// plan: NodeByLabelScan, because the snapshot holds them all
// hits: 5 + 2 a thing
MATCH (c:Collectivity)
WHERE c.part_of IS NOT NULL
MATCH (c)-[r:STATED_IN]->(s:Source)
WHERE r.part_of IS NOT NULL
RETURN c.id AS id, r.part_of AS to, s.id AS source, r.locator AS locator, r.stated_on AS stated_on, r.key AS key
ORDER BY id, coalesce(stated_on, '') DESC, source, key
