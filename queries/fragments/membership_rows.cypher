// doc: From memberships `c` of `m` in `n` to their rows, with the source of each.
// returns: id, member, member_name, member_fr, member_en, member_label, member_kind, territory, network, network_name,
//   network_fr, network_en, role, since, until, until_mode, note_fr, note_en, statements
// hits: 0 + 55 a row
RETURN c.id AS id, m.id AS member, m.name AS member_name, m.name_fr AS member_fr, m.name_en AS member_en,
  labels(m)[0] AS member_label, m.kind AS member_kind, m.territory AS territory, n.id AS network, n.name AS network_name,
  n.name_fr AS network_fr, n.name_en AS network_en, c.role AS role, c.since AS since, c.until AS until,
  c.until_mode AS until_mode,
  c.note_fr AS note_fr, c.note_en AS note_en, COLLECT {
    MATCH (c)-[r:STATED_IN]->(s:Source)
    RETURN {said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}
    ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
  } AS statements
ORDER BY network, member
