"""What is worked out from the graph as a whole: paths, peers, gaps, suggestions, comparisons, measures.

All of it works on one snapshot in memory, read once for each revision of the graph (`snapshot.py`). Pure functions from
there: the same graph gives the same answer, on either engine, in the same order.
"""
