// doc: What some ids stand for: authorities, networks, organisations, people or events, with their names and place.
// access: read
// params: ids
// returns: id, label, name, name_fr, name_en, kind, territory, lat, lon
// hits: 40 + 20 a row
UNWIND $ids AS id
OPTIONAL MATCH (c:Collectivity {id: id})
OPTIONAL MATCH (n:Network {id: id})
OPTIONAL MATCH (o:Organisation {id: id})
OPTIONAL MATCH (p:Person {id: id})
OPTIONAL MATCH (e:Event {id: id})
WITH id, coalesce(c, n, o, p, e) AS x
WHERE x IS NOT NULL
RETURN id, labels(x)[0] AS label, x.name AS name, x.name_fr AS name_fr, x.name_en AS name_en, x.kind AS kind,
  x.territory AS territory, x.lat AS lat, x.lon AS lon
ORDER BY id
