// doc: What every figure counts, and the words for it.
// access: read
// params:
// returns: id, of, measure, unit, label_fr, label_en
// plan: NodeByLabelScan, because the words of all figures are read at once
// hits: 40 + 13 a row
MATCH (f:Figure)
RETURN f.id AS id, f.of AS of, f.measure AS measure, f.unit AS unit, f.label_fr AS label_fr, f.label_en AS label_en
ORDER BY id
