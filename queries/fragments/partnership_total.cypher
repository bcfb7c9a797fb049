// doc: How many partnerships `p` there are.
// returns: total
// hits: 0 + 4 a row
RETURN count(DISTINCT p) AS total
