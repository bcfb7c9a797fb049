// doc: One slice of the relations between actors, as lists filter and count them.
// access: read
// params: after, upto
// returns: id, from, to, kind, stated_on
// hits: 40 + 6 a row
MATCH (n:Relation)
WHERE n.id > $after AND n.id <= $upto
RETURN n.id AS id, n.from AS from, n.to AS to, n.kind AS kind, n.stated_on AS stated_on
ORDER BY id
