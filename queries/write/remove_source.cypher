// doc: Remove a source that states nothing any more.
// access: write
// params: id
// returns:
MATCH (s:Source {id: $id})
WHERE NOT EXISTS { (s)<-[:STATED_IN]-() }
DELETE s
