// doc: One slice of the events with their names and dates, for search.
// access: read
// params: after, upto
// returns: id, name_fr, name_en, kind, date, as_stated
// hits: 40 + 13 a row
MATCH (e:Event)
WHERE e.id > $after AND e.id <= $upto
RETURN e.id AS id, e.name_fr AS name_fr, e.name_en AS name_en, e.kind AS kind, e.date AS date, e.as_stated AS as_stated
ORDER BY id
