"""The main window: it arranges the panes and carries what one tells to the others."""
