// doc: For each event, the bodies for which someone was there; for the snapshot in memory.
// access: read
// params:
// returns: event, body
// plan: NodeByLabelScan, because the snapshot holds them all
// hits: 40 + 13 a row
MATCH (a:Attendance)
WHERE a.body IS NOT NULL AND coalesce(a.presence, 'present') <> 'excused'
RETURN DISTINCT a.event AS event, a.body AS body
ORDER BY event, body
