// doc: Tie events to the authority in whose place they are held.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Collectivity {id: row.to})
CREATE (a)-[r:HELD_IN]->(b)
SET r = row.props
