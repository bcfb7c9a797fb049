// doc: All partnerships, in the order of their ids.
// access: read
// params:
// plan: NodeByLabelScan, because it lists them all
// then: partnership_rows, partnership_total
// hits: 40 + 3 a thing
MATCH (p:Partnership)
