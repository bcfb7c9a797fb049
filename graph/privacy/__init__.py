"""What people may ask of those who hold something about them: to see it, and to be forgotten (docs/privacy.md)."""
