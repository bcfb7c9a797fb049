// doc: Themes of these ids, and how many partnerships, networks and events are about each.
// access: read
// params: ids
// returns: id, name_fr, name_en, partnerships, networks, events
// hits: 40 + 6 a row
UNWIND $ids AS id
MATCH (n:Theme {id: id})
RETURN n.id AS id, n.name_fr AS name_fr, n.name_en AS name_en, COUNT { (n)<-[:ABOUT]-(:Partnership) } AS partnerships,
  COUNT { (n)<-[:ABOUT]-(:Network) } AS networks, COUNT { (n)<-[:ABOUT]-(:Event) } AS events
ORDER BY id
