"""Search by name: over everything that has one, held in memory for each revision of the graph."""
