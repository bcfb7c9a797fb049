// doc: Things of these ids, of one kind, with their current values and sources.
// access: read
// each: Organisation, Person
// params: ids
// returns: props, statements
// hits: 40 + 50 a row
UNWIND $ids AS id
MATCH (n:Each {id: id})
RETURN properties(n) AS props, COLLECT {
    MATCH (n)-[r:STATED_IN]->(s:Source)
    RETURN {said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}
    ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
  } AS statements
ORDER BY n.id
