"""The face: base templates, components, one style sheet."""
