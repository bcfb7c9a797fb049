// doc: Memberships of these ids.
// access: read
// params: ids
// then: membership_rows
// hits: 5
UNWIND $ids AS id
MATCH (c:Membership {id: id})
MATCH (n:Network {id: c.network})
OPTIONAL MATCH (co:Collectivity {id: c.member})
OPTIONAL MATCH (ne:Network {id: c.member})
OPTIONAL MATCH (og:Organisation {id: c.member})
WITH c, n, coalesce(co, ne, og) AS m
