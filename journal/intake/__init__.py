"""What others made, read item by item behind one protocol; nothing here is decoded, only handed on."""
