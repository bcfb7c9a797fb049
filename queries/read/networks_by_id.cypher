// doc: Networks of these ids: what is stated of them, how many members are known, and what they are a part of.
// access: read
// params: ids
// returns: props, members, part_of, parts, statements
// hits: 40 + 80 a row
UNWIND $ids AS id
MATCH (n:Network {id: id})
RETURN properties(n) AS props, COUNT { (n)<-[:MEMBER_OF]-() } AS members, COLLECT {
    MATCH (n)-[t:PART_OF]->(b:Network)
    RETURN {id: b.id, name: b.name, name_fr: b.name_fr, name_en: b.name_en, kind: t.kind} ORDER BY b.id, t.kind
  } AS part_of, COLLECT {
    MATCH (n)<-[t:PART_OF]-(b:Network)
    RETURN {id: b.id, name: b.name, name_fr: b.name_fr, name_en: b.name_en, kind: t.kind} ORDER BY b.id, t.kind
  } AS parts, COLLECT {
    MATCH (n)-[r:STATED_IN]->(s:Source)
    RETURN {said: properties(r), id: s.id, title_fr: s.title_fr, title_en: s.title_en, date: s.date}
    ORDER BY coalesce(r.stated_on, '') DESC, s.id, r.key
  } AS statements
ORDER BY n.id
