// doc: Wipe the relations that memberships draw.
// access: write
// params: ids
// returns:
UNWIND $ids AS id
MATCH (c:Membership {id: id})
MATCH (:Network {id: c.network})<-[r:MEMBER_OF {claim: id}]-()
DELETE r
