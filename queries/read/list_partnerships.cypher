// doc: One slice of the partnerships and their current values, as lists filter and count them.
// access: read
// params: after, limit
// returns: id, form, status, since, until, stated_on, themes, parties
// hits: 40 + 13 a row
MATCH (n:Partnership)
WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, n.form AS form, n.status AS status, n.since AS since, n.until AS until,
  n.stated_on AS stated_on, n.themes AS themes, n.parties AS parties
ORDER BY id
