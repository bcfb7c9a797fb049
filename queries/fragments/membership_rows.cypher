// doc: From memberships `m` - `t` - `n` to their rows, with the source of each.
// returns: member, member_name, network, network_name, role, since, until, statements
MATCH (c:Membership {id: t.claim})
RETURN m.id AS member, m.name AS member_name, n.id AS network, n.name AS network_name,
  t.role AS role, t.since AS since, t.until AS until, COLLECT {
    MATCH (c)-[r:STATED_IN]->(s:Source)
    RETURN {said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}
    ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
  } AS statements
ORDER BY network, member
