// doc: Everything that people decided: what is one, what is two, which question is closed.
// access: read
// params:
// returns: props
// plan: NodeByLabelScan, because people decide one thing at a time
// hits: 40 + 6 a row
MATCH (d:Decision)
RETURN properties(d) AS props
ORDER BY d.id
