"""Ready questions and cards: what a reader asks of a store without writing SPARQL."""

from kg.queries.ready import Param, Question, ask, bind, load_questions, question

__all__ = ["Param", "Question", "ask", "bind", "load_questions", "question"]
