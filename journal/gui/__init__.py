"""The window: panes show, the main window arranges, and what is decided is asked of the services."""
