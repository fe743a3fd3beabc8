"""Error localisation: the smallest sets of cells whose change can satisfy every edit."""
