"""Minutes → proposed facts: what a meeting's record states, with how sure each fact is and why it was seen."""
