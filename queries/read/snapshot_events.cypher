// doc: Every event with the bodies that held it, took part in it or gave it a place; for the snapshot in memory.
// access: read
// params:
// returns: id, name_fr, name_en, kind, status, date, held_in, held_by, joined_by, themes
// plan: NodeByLabelScan, because the snapshot holds them all
// hits: 40 + 20 a row
MATCH (e:Event)
RETURN e.id AS id, e.name_fr AS name_fr, e.name_en AS name_en, e.kind AS kind, e.status AS status, e.date AS date,
  e.held_in AS held_in, e.held_by AS held_by, e.joined_by AS joined_by, e.themes AS themes
ORDER BY id
