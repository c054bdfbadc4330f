"""Begins what a contributor adds: a skeleton that fits its schema, put where the file has its like.

The skeletons are files, which the pages below docs/contribute/tasks/ show as they stand. In them your-id stands for the
name of what is added, your-source, your-claim and your-topic for what it belongs to, and YYYY-MM-DD for the day. A
semicolon before --8<-- keeps the pages from taking it for one of their own.
"""
