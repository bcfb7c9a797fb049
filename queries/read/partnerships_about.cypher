// doc: Partnerships that treat a theme.
// access: read
// params: theme
// then: partnership_rows, partnership_total
// hits: 20 + 6 a row + 1 a thing
MATCH (p:Partnership)-[:ABOUT]->(:Theme {id: $theme})
