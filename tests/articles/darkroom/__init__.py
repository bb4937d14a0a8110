"""The picture library, with files that Pillow writes and files that nobody should send."""
