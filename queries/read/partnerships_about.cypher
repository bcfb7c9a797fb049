// doc: Partnerships that treat a theme.
// access: read
// params: theme
// then: partnership_rows, partnership_total
MATCH (p:Partnership)-[:ABOUT]->(:Theme {id: $theme})
