// doc: The ids of all memberships of a network.
// access: read
// params: network
// returns: id
// hits: 20 + 6 a row
MATCH (:Network {id: $network})<-[r:MEMBER_OF]-()
RETURN r.claim AS id
ORDER BY id
