"""Turns news about diplomacy, Arabic first, into a knowledge graph that can be queried and trusted."""
