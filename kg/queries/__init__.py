"""Ready questions and cards: what a reader asks of a store without writing SPARQL."""
