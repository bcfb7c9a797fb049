// doc: Authorities, networks and organisations of these ids: names, label and territory.
// access: read
// params: ids
// returns: id, label, name, name_fr, name_en, territory
// hits: 40 + 13 a row
UNWIND $ids AS id
OPTIONAL MATCH (co:Collectivity {id: id})
OPTIONAL MATCH (ne:Network {id: id})
OPTIONAL MATCH (og:Organisation {id: id})
WITH coalesce(co, ne, og) AS b
WHERE b IS NOT NULL
RETURN b.id AS id, labels(b)[0] AS label, b.name AS name, b.name_fr AS name_fr, b.name_en AS name_en,
  b.territory AS territory
ORDER BY id
