// doc: Tie people to the events they were at, or were excused from.
// access: write
// params: rows
// returns:
UNWIND $rows AS row
MATCH (a:Person {id: row.from})
MATCH (b:Event {id: row.to})
CREATE (a)-[r:ATTENDED]->(b)
SET r = row.props
