// doc: The source that states what one document says, by the checksum of the document.
// access: read
// params: sha256
// returns: id
// plan: NodeByLabelScan, because there are few sources and a document is looked up once
// hits: 40 + 3 a thing
MATCH (s:Source {sha256: $sha256})
RETURN s.id AS id
ORDER BY id
