// doc: Actors of one kind whose ids lie in one span, with how many partnerships and memberships each has.
// access: read
// each: Collectivity, Network, Organisation
// params: after, upto
// returns: props, partnerships, memberships
// hits: 40 + 32 a row
MATCH (n:Each)
WHERE n.id > $after AND n.id <= $upto
WITH n
RETURN properties(n) AS props, COUNT { (n)-[:PARTY_TO]->(:Partnership) } AS partnerships,
  COUNT { (n)-[:MEMBER_OF]-() } AS memberships
ORDER BY n.id
