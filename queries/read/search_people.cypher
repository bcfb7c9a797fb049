// doc: One slice of the people who hold or held a public office, with the newest of their offices, for search.
// access: read
// params: after, upto
// returns: id, name, as_stated, title, body, body_fr, body_en, offices
// hits: 40 + 26 a row
MATCH (p:Person)
WHERE p.id > $after AND p.id <= $upto
WITH p
MATCH (p)-[h:HOLDS]->(b)
WITH p, h, b ORDER BY coalesce(h.as_of, '') DESC, b.id, coalesce(h.title, '')
WITH p, collect({title: h.title, body: b.name, body_fr: b.name_fr, body_en: b.name_en}) AS offices
RETURN p.id AS id, p.name AS name, p.as_stated AS as_stated, offices[0].title AS title, offices[0].body AS body,
  offices[0].body_fr AS body_fr, offices[0].body_en AS body_en, size(offices) AS offices
ORDER BY id
