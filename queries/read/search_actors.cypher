// doc: One slice of the authorities, networks or organisations with all their names, for search.
// access: read
// each: Collectivity, Network, Organisation
// params: after, upto
// returns: id, name, name_fr, name_en, kind, territory, acronym, aliases, former_names, as_stated, weight
// hits: 40 + 20 a row
MATCH (n:Each)
WHERE n.id > $after AND n.id <= $upto
WITH n
RETURN n.id AS id, n.name AS name, n.name_fr AS name_fr, n.name_en AS name_en, n.kind AS kind, n.territory AS territory,
  n.acronym AS acronym, n.aliases AS aliases, n.former_names AS former_names, n.as_stated AS as_stated,
  COUNT { (n)-[:PARTY_TO|MEMBER_OF]-() } AS weight
ORDER BY id
