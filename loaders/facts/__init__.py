"""Facts files: one source's facts in YAML. The shipped corpus lies beside this file."""
