"""Repair: what slip of the pen a change would be, what follows from what is there, amendments."""
