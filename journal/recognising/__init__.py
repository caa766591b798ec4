"""Reading the words in pictures by machine, in a child that can be killed; the only importer of tesserocr."""
