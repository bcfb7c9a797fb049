// doc: Partnerships that have a party in one scope and another party in a second scope. A scope is the id of an authority or
//   organisation, or the code of a territory, which stands for all that lies in it, at any depth.
// access: read
// params: a, b
// then: partnership_rows, partnership_total
// hits: 6000 + 12 a thing
CALL () {
  MATCH (y:Collectivity {id: $b}) RETURN y
  UNION
  MATCH (y:Organisation {id: $b}) RETURN y
  UNION
  MATCH (:Territory {code: $b})<-[:IN*1..5]-(y:Collectivity) RETURN y
  UNION
  MATCH (:Territory {code: $b})<-[:IN*1..5]-(y:Organisation) RETURN y
}
MATCH (y)-[:PARTY_TO {role: 'party'}]->(p:Partnership)<-[:PARTY_TO {role: 'party'}]-(x)
WHERE x.id = $a OR EXISTS { (x)-[:IN*1..5]->(:Territory {code: $a}) }
