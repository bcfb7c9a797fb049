// doc: One slice of the people, as lists filter and name them.
// access: read
// params: after, upto
// returns: id, name, search, stated_on
// hits: 40 + 6 a row
MATCH (n:Person)
WHERE n.id > $after AND n.id <= $upto
RETURN n.id AS id, n.name AS name, n.search AS search, n.stated_on AS stated_on
ORDER BY id
