// doc: One slice of the stated numbers, as lists filter and count them.
// access: read
// params: after, upto
// returns: id, of, measure, unit, value, year, label_fr, label_en, stated_on
// hits: 40 + 13 a row
MATCH (n:Figure)
WHERE n.id > $after AND n.id <= $upto
RETURN n.id AS id, n.of AS of, n.measure AS measure, n.unit AS unit, n.value AS value, n.year AS year,
  n.label_fr AS label_fr, n.label_en AS label_en, n.stated_on AS stated_on
ORDER BY id
