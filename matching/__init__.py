"""From a name as somebody wrote it to the code of an NHS organisation."""
