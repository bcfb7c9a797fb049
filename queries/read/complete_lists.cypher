// doc: The sources that list every member of a network on their date.
// access: read
// params:
// returns: id, network, date
// plan: NodeByLabelScan, because sources are few
// hits: 20 + 6 a row
MATCH (s:Source)
WHERE s.complete_for IS NOT NULL AND s.date IS NOT NULL
RETURN s.id AS id, s.complete_for AS network, s.date AS date
ORDER BY id
