// doc: Who is a member of a network.
// access: read
// params: network
// then: membership_rows
MATCH (n:Network {id: $network})<-[t:MEMBER_OF]-(m)
WITH m, n, t.claim AS claim
MATCH (c:Membership {id: claim})
