// doc: One slice of the sources, as lists filter and count them.
// access: read
// params: after, upto
// returns: id, title_fr, title_en, search, kind, date, publisher, language
// hits: 40 + 13 a row
MATCH (n:Source)
WHERE n.id > $after AND n.id <= $upto
RETURN n.id AS id, n.title_fr AS title_fr, n.title_en AS title_en, n.search AS search, n.kind AS kind,
  n.date AS date, n.publisher AS publisher, n.language AS language
ORDER BY id
