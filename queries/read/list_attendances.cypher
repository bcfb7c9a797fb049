// doc: One slice of the attendances, as lists filter and count them.
// access: read
// params: after, upto
// returns: id, person, event, presence, role, body, stated_on
// hits: 40 + 13 a row
MATCH (n:Attendance)
WHERE n.id > $after AND n.id <= $upto
RETURN n.id AS id, n.person AS person, n.event AS event, n.presence AS presence, n.role AS role, n.body AS body,
  n.stated_on AS stated_on
ORDER BY id
