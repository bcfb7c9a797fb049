// doc: One slice of the partnerships and their current values, as lists filter and count them.
// access: read
// params: after, upto
// returns: id, form, status, since, until, stated_on, themes, parties
// hits: 40 + 13 a row
MATCH (n:Partnership)
WHERE n.id > $after AND n.id <= $upto
RETURN n.id AS id, n.form AS form, n.status AS status, n.since AS since, n.until AS until,
  n.stated_on AS stated_on, n.themes AS themes, n.parties AS parties
ORDER BY id
