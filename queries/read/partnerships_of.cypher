// doc: Partnerships that have a party in one scope: the id of an authority or organisation, or the code of a territory.
// access: read
// params: a
// then: partnership_rows, partnership_total
// hits: 300 + 8 a thing
CALL () {
  MATCH (y:Collectivity {id: $a}) RETURN y
  UNION
  MATCH (y:Organisation {id: $a}) RETURN y
  UNION
  MATCH (:Territory {code: $a})<-[:IN*1..5]-(y:Collectivity) RETURN y
  UNION
  MATCH (:Territory {code: $a})<-[:IN*1..5]-(y:Organisation) RETURN y
}
MATCH (y)-[:PARTY_TO {role: 'party'}]->(p:Partnership)
