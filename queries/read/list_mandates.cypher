// doc: One slice of the public offices, as lists filter and count them.
// access: read
// params: after, upto
// returns: id, person, body, title, since, until, stated_on
// hits: 40 + 13 a row
MATCH (n:Mandate)
WHERE n.id > $after AND n.id <= $upto
RETURN n.id AS id, n.person AS person, n.body AS body, n.title AS title, n.since AS since, n.until AS until,
  n.stated_on AS stated_on
ORDER BY id
