"""Configurations: what a newsroom sets for its drafts, from the text of a file to the settings in force."""
