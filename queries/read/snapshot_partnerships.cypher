// doc: Every partnership with its parties and current values; for the snapshot in memory.
// access: read
// params:
// returns: id, parties, intermediaries, supporters, form, status, since, until, themes
// plan: NodeByLabelScan, because the snapshot holds them all
// hits: 40 + 13 a row
MATCH (p:Partnership)
RETURN p.id AS id, p.parties AS parties, p.intermediaries AS intermediaries, p.supporters AS supporters, p.form AS form,
  p.status AS status, p.since AS since, p.until AS until, p.themes AS themes
ORDER BY id
