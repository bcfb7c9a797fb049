// doc: Who is a member of a network.
// access: read
// params: network
// then: membership_rows
// hits: 25
MATCH (n:Network {id: $network})<-[t:MEMBER_OF]-(m)
WITH m, n, t.claim AS claim
MATCH (c:Membership {id: claim})
