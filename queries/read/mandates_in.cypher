// doc: Who holds or held a public office in some authorities, networks or organisations.
// access: read
// params: bodies
// then: mandate_rows
// hits: 30 + 5 a row
CALL () {
  UNWIND $bodies AS id MATCH (b:Collectivity {id: id}) RETURN b
  UNION
  UNWIND $bodies AS id MATCH (b:Network {id: id}) RETURN b
  UNION
  UNWIND $bodies AS id MATCH (b:Organisation {id: id}) RETURN b
}
MATCH (p:Person)-[h:HOLDS]->(b)
