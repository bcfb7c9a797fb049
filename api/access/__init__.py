"""Who may ask what, how often: keys, limits, and what is counted and logged of each request."""
