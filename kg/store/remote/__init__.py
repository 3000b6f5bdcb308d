"""Stores on a server: any that speaks the SPARQL 1.1 protocols, and the copy of it that is kept on this machine."""
