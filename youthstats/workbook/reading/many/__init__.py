"""Many files: read by several processes in batches, their returns kept outside of memory."""
