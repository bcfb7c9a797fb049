// doc: How many partnerships `p` there are.
// returns: total
RETURN count(DISTINCT p) AS total
