"""Markdown and HTML -> headings, lists, paragraphs and tables, and the titles among them, each with its line."""
