"""Ladders in Markdown and HTML: headings, labels and lists, or tables between them."""
