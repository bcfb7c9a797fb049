// doc: Local authorities of these ids with their sources and how many partnerships each has.
// access: read
// params: ids
// returns: props, partnerships, statements
// hits: 30 + 80 a row
UNWIND $ids AS id
MATCH (n:Collectivity {id: id})
RETURN properties(n) AS props, COUNT { (n)-[:PARTY_TO]->(:Partnership) } AS partnerships, COLLECT {
    MATCH (n)-[r:STATED_IN]->(s:Source)
    RETURN {said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}
    ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
  } AS statements
ORDER BY n.id
