// doc: Wipe the ties between the parties of a partnership; before clear_partnership, which wipes the way to them.
// access: write
// params: ids
// returns:
UNWIND $ids AS id
MATCH (:Partnership {id: id})<-[:PARTY_TO]-(:Collectivity)-[r:PARTNERS_WITH {claim: id}]->()
DELETE r
