// doc: Every body of one kind with what comparing and drawing need of it; for the snapshot in memory.
// access: read
// each: Collectivity, Network, Organisation
// params:
// returns: id, kind, name, name_fr, name_en, acronym, territory, governs, part_of, population, insee, siren, lat, lon, reach, themes
// plan: NodeByLabelScan, because the snapshot holds them all
// hits: 40 + 26 a row
MATCH (n:Each)
RETURN n.id AS id, n.kind AS kind, n.name AS name, n.name_fr AS name_fr, n.name_en AS name_en, n.acronym AS acronym,
  n.territory AS territory, n.governs AS governs, n.part_of AS part_of, n.population AS population, n.insee AS insee,
  n.siren AS siren, n.lat AS lat, n.lon AS lon, n.reach AS reach, n.themes AS themes
ORDER BY id
