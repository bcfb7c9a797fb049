// doc: A thing of one kind by its id.
// access: read
// each: Collectivity, Network, Organisation, Person, Event, Review
// params: id
// returns: props
// hits: 40 + 13 a row
MATCH (n:Each {id: $id})
RETURN properties(n) AS props
