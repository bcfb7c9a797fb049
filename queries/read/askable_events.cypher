// doc: Every event with its names, when and where it was held, and by whom.
// access: read
// params:
// returns: id, name_fr, name_en, kind, date, until, held_in, held_by, joined_by
// plan: NodeByLabelScan, because the names of all events are read at once
// hits: 40 + 13 a row
MATCH (e:Event)
RETURN e.id AS id, e.name_fr AS name_fr, e.name_en AS name_en, e.kind AS kind, e.date AS date, e.until AS until,
  e.held_in AS held_in, coalesce(e.held_by, []) AS held_by, coalesce(e.joined_by, []) AS joined_by
ORDER BY id
