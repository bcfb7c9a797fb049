// doc: One slice of the authorities, networks or organisations, as lists filter and name them.
// access: read
// each: Collectivity, Network, Organisation
// params: after, upto
// returns: id, name, name_fr, name_en, kind, territory, population, search, themes, reach, stated_on
// hits: 40 + 20 a row
MATCH (n:Each)
WHERE n.id > $after AND n.id <= $upto
RETURN n.id AS id, n.name AS name, n.name_fr AS name_fr, n.name_en AS name_en, n.kind AS kind,
  n.territory AS territory, n.population AS population, n.search AS search, n.themes AS themes,
  n.reach AS reach, n.stated_on AS stated_on
ORDER BY id
