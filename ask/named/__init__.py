"""The named queries behind `data/asks.toml`, one file a subject: a question → rows and the words of its sentence."""
