// doc: From attendances `p` - `a` - `e` to their rows, with the source of each.
// returns: id, person, name, event, event_fr, event_en, date, presence, role, title, body, statements
// hits: 0 + 50 a row
MATCH (c:Attendance {id: a.claim})
RETURN c.id AS id, p.id AS person, p.name AS name, e.id AS event, e.name_fr AS event_fr, e.name_en AS event_en,
  e.date AS date, a.presence AS presence, a.role AS role, a.title AS title, a.body AS body, COLLECT {
    MATCH (c)-[r:STATED_IN]->(s:Source)
    RETURN {said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}
    ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
  } AS statements
ORDER BY date, event, person
