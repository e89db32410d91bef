"""Other people's ways to write a framework -> ours.

`importing.py` is the way in: files are gathered (`sources.py`), a shape is taken (`recognise.py`), and what it found
(`found.py`) is completed (`completing/`). The shapes are in `texts/` (Markdown, HTML), `sheets/` (CSV, XLSX), `trees/`
(YAML, JSON), `scripts/` and `exported/`; `tables/` and `outlines/` are what several of them read.
"""
