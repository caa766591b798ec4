"""How things look: colours, sizes, type and icons, from one set of tokens in light and dark."""
