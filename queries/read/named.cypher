// doc: Everything of one kind that has a name, with all its names.
// access: read
// each: Collectivity, Network, Organisation
// params:
// returns: id, kind, territory, name, name_fr, name_en, acronym, aliases, former_names, as_stated
// plan: NodeByLabelScan, because the names of all things of a kind are read at once
// hits: 40 + 20 a row
MATCH (n:Each)
RETURN n.id AS id, n.kind AS kind, n.territory AS territory, n.name AS name, n.name_fr AS name_fr, n.name_en AS name_en,
  n.acronym AS acronym, n.aliases AS aliases, n.former_names AS former_names, n.as_stated AS as_stated
ORDER BY id
