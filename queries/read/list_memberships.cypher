// doc: One slice of the memberships, as lists filter and count them.
// access: read
// params: after, upto
// returns: id, member, network, role, since, until, stated_on
// hits: 40 + 13 a row
MATCH (n:Membership)
WHERE n.id > $after AND n.id <= $upto
RETURN n.id AS id, n.member AS member, n.network AS network, n.role AS role, n.since AS since, n.until AS until,
  n.stated_on AS stated_on
ORDER BY id
