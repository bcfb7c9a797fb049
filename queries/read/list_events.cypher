// doc: One slice of the events, as lists filter and count them.
// access: read
// params: after, upto
// returns: id, name_fr, name_en, search, kind, status, date, held_in, held_by, joined_by, themes, stated_on
// hits: 40 + 20 a row
MATCH (n:Event)
WHERE n.id > $after AND n.id <= $upto
RETURN n.id AS id, n.name_fr AS name_fr, n.name_en AS name_en, n.search AS search, n.kind AS kind,
  n.status AS status, n.date AS date, n.held_in AS held_in, n.held_by AS held_by, n.joined_by AS joined_by,
  n.themes AS themes, n.stated_on AS stated_on
ORDER BY id
