// doc: Stated numbers of these ids, with what each counts.
// access: read
// params: ids
// returns: props, of, statements
// hits: 40 + 50 a row
UNWIND $ids AS id
MATCH (n:Figure {id: id})
RETURN properties(n) AS props, COLLECT {
    MATCH (n)-[:OBSERVED]->(b)
    RETURN {id: coalesce(b.id, b.code), name: b.name, name_fr: b.name_fr, name_en: b.name_en} ORDER BY b.id
  } AS of, COLLECT {
    MATCH (n)-[r:STATED_IN]->(s:Source)
    RETURN {said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}
    ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
  } AS statements
ORDER BY n.id
