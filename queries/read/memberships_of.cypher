// doc: Which networks an authority, network or organisation is a member of.
// access: read
// params: member
// then: membership_rows
// hits: 30
CALL () {
  MATCH (m:Collectivity {id: $member}) RETURN m
  UNION
  MATCH (m:Network {id: $member}) RETURN m
  UNION
  MATCH (m:Organisation {id: $member}) RETURN m
}
MATCH (m)-[t:MEMBER_OF]->(n:Network)
WITH m, n, t.claim AS claim
MATCH (c:Membership {id: claim})
