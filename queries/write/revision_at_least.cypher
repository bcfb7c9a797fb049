// doc: Bring the count of changes to a number at least, so that what was cached of an earlier state is never taken for this one.
// access: write
// params: revision
// returns:
MATCH (m:Meta {id: 'graph'})
SET m.revision = CASE WHEN coalesce(m.revision, 0) < $revision THEN $revision ELSE m.revision END
