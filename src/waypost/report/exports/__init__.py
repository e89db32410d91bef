"""A framework in other forms: to carry elsewhere and back (JSON, CSV, XLSX, Markdown), or only to read. Pure."""
