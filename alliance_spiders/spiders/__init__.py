"""One spider for each Cancer Alliance, named by its slug."""
