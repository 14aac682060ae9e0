"""A small internet on this machine: every alliance's site, over HTTP and HTTPS, well or sick."""
