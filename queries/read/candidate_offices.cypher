// doc: In which bodies each source says that people hold an office.
// access: read
// params:
// returns: person, source, bodies
// plan: NodeByLabelScan, because each person may be the same as any other
// hits: 40 + 13 a row
MATCH (m:Mandate)-[:STATED_IN]->(s:Source)
RETURN m.person AS person, s.id AS source, collect(DISTINCT m.body) AS bodies
ORDER BY person, source
