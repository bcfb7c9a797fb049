// doc: Memberships of these ids.
// access: read
// params: ids
// then: membership_rows
UNWIND $ids AS id
MATCH (k:Membership {id: id})
MATCH (n:Network {id: k.network})<-[t:MEMBER_OF {claim: k.id}]-(m)
