// doc: One slice of the themes.
// access: read
// params: after, upto
// returns: id, name_fr, name_en, search
// hits: 40 + 6 a row
MATCH (n:Theme)
WHERE n.id > $after AND n.id <= $upto
RETURN n.id AS id, n.name_fr AS name_fr, n.name_en AS name_en, n.search AS search
ORDER BY id
