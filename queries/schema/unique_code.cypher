// doc: Codes of territories are unique.
// access: schema
// params:
// returns:
CREATE CONSTRAINT territory_code IF NOT EXISTS FOR (n:Territory) REQUIRE n.code IS UNIQUE
