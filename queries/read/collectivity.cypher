// doc: One local authority with its sources and how many partnerships it has.
// access: read
// params: id
// returns: props, partnerships, statements
MATCH (c:Collectivity {id: $id})
MATCH (c)-[r:STATED_IN]->(s:Source)
WITH c, r, s ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
WITH c, collect({said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}) AS statements
RETURN properties(c) AS props, COUNT { (c)-[:PARTY_TO]->(:Partnership) } AS partnerships, statements
