// doc: Sources, newest first, with how many statements each makes.
// access: read
// params: id
// returns: props, statements
// plan: NodeByLabelScan, because sources are few
// hits: 40 + 20 a row + 1 a thing
MATCH (s:Source)
WHERE $id IS NULL OR s.id = $id
RETURN properties(s) AS props, COUNT { (s)<-[:STATED_IN]-() } AS statements
ORDER BY coalesce(s.date, '') DESC, s.id
