"""Builds the sample bundle `uk-digital` from published sources and small tables.

Run `python -m graph_data.build`. The same input gives the same bytes: nothing
here reads a clock, draws a random number or depends on the order of a set.
"""
