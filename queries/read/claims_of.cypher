// doc: The ids of the public offices and attendances of people.
// access: read
// params: people
// returns: person, mandates, attendances
// hits: 40 + 20 a row
UNWIND $people AS id
MATCH (p:Person {id: id})
RETURN p.id AS person, COLLECT { MATCH (p)-[h:HOLDS]->() RETURN h.claim AS claim ORDER BY claim } AS mandates,
  COLLECT { MATCH (p)-[a:ATTENDED]->() RETURN a.claim AS claim ORDER BY claim } AS attendances
ORDER BY person
