"""Pictures: values in, SVG text out; coloured by classes of the style sheet, readable without colour or sight."""
