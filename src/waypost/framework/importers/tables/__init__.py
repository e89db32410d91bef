"""Tables with levels as columns or rows, wherever they stood: in a sheet, a page or a text."""
