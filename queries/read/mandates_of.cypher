// doc: Which public offices a person holds or held.
// access: read
// params: person
// returns: person, person_name, body, body_name, title, since, until, as_of, statements
MATCH (p:Person {id: $person})-[h:HOLDS]->(b)
MATCH (c:Mandate {id: h.claim})
RETURN p.id AS person, p.name AS person_name, b.id AS body, b.name AS body_name, h.title AS title,
  h.since AS since, h.until AS until, h.as_of AS as_of, COLLECT {
    MATCH (c)-[r:STATED_IN]->(s:Source)
    RETURN {said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}
    ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
  } AS statements
ORDER BY as_of, body, title
