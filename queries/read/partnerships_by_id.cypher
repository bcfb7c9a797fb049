// doc: Partnerships of these ids.
// access: read
// params: ids
// then: partnership_rows
UNWIND $ids AS id
MATCH (p:Partnership {id: id})
