// doc: Wipe the relations that statements on how actors act on each other draw.
// access: write
// params: ids
// returns:
UNWIND $ids AS id
MATCH (c:Relation {id: id})
OPTIONAL MATCH (co:Collectivity {id: c.from})
OPTIONAL MATCH (ne:Network {id: c.from})
OPTIONAL MATCH (og:Organisation {id: c.from})
WITH id, coalesce(co, ne, og) AS a
MATCH (a)-[r:ACTS_ON|PART_OF {claim: id}]->()
DELETE r
