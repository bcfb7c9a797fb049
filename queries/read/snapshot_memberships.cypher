// doc: Every membership with its current values; for the snapshot in memory.
// access: read
// params:
// returns: id, member, network, role, since, until
// plan: NodeByLabelScan, because the snapshot holds them all
// hits: 40 + 13 a row
MATCH (m:Membership)
RETURN m.id AS id, m.member AS member, m.network AS network, m.role AS role, m.since AS since, m.until AS until
ORDER BY id
