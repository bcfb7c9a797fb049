// doc: From partnerships `p` to their rows: parties with their places, and every statement with its source, newest first.
// params: skip, limit
// returns: id, form, status, since, since_mode, since_words, until, until_mode, themes, stated_on, parties, statements
// hits: 0 + 150 a row
WITH DISTINCT p
ORDER BY p.id SKIP $skip LIMIT $limit
MATCH (party)-[t:PARTY_TO]->(p)
OPTIONAL MATCH (party)-[:IN]->(place:Territory)
WITH p, party, t, place ORDER BY party.id
WITH p, collect({id: party.id, name: party.name, name_fr: party.name_fr, name_en: party.name_en, kind: party.kind,
  territory: place.code, lat: party.lat, lon: party.lon, role: t.role}) AS parties
MATCH (p)-[r:STATED_IN]->(s:Source)
WITH p, parties, r, s ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
WITH p, parties, collect({said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}) AS statements
RETURN p.id AS id, p.form AS form, p.status AS status, p.since AS since, p.since_mode AS since_mode,
  p.since_words AS since_words, p.until AS until,
  p.until_mode AS until_mode, p.themes AS themes, p.stated_on AS stated_on, parties, statements
ORDER BY id
