// doc: Partnerships of these ids.
// access: read
// params: ids
// then: partnership_rows
// hits: 40 + 6 a row
UNWIND $ids AS id
MATCH (p:Partnership {id: id})
