// doc: All names of a thing, folded, for search.
// access: schema
// each: Collectivity, Network, Organisation, Person, Event, Territory, Theme
// params:
// returns:
CREATE FULLTEXT INDEX search_each_text IF NOT EXISTS FOR (n:Each) ON EACH [n.search]
