"""The demo newspaper: recorded history in six sections, so that every page of a new site looks alive."""
