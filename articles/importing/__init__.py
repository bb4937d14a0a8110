"""Reading articles from files and storing them as working copies."""
