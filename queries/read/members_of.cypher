// doc: Who is a member of a network.
// access: read
// params: network
// then: membership_rows
MATCH (n:Network {id: $network})<-[t:MEMBER_OF]-(m)
