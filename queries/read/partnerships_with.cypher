// doc: Partnerships in which an organisation is a party, an intermediary or a support.
// access: read
// params: organisation
// then: partnership_rows
// hits: 30 + 6 a row
MATCH (:Organisation {id: $organisation})-[:PARTY_TO]->(p:Partnership)
