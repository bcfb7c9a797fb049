// doc: Events of these ids: where and by whom they are held, who takes part, and how many people are known to have attended.
// access: read
// params: ids
// returns: props, held_in, held_by, joined_by, attendances, statements
// hits: 40 + 6 a row
UNWIND $ids AS id
MATCH (n:Event {id: id})
RETURN properties(n) AS props, COLLECT {
    MATCH (n)-[:HELD_IN]->(b:Collectivity)
    RETURN {id: b.id, name: b.name, name_fr: b.name_fr, name_en: b.name_en} ORDER BY b.id
  } AS held_in, COLLECT {
    MATCH (n)-[:HELD_BY]->(b)
    RETURN {id: b.id, name: b.name, name_fr: b.name_fr, name_en: b.name_en} ORDER BY b.id
  } AS held_by, COLLECT {
    MATCH (n)-[:JOINED_BY]->(b)
    RETURN {id: b.id, name: b.name, name_fr: b.name_fr, name_en: b.name_en} ORDER BY b.id
  } AS joined_by, COUNT { (n)<-[:ATTENDED]-(:Person) } AS attendances, COLLECT {
    MATCH (n)-[r:STATED_IN]->(s:Source)
    RETURN {said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}
    ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
  } AS statements
ORDER BY n.id
