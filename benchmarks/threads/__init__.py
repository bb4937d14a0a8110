"""Parts of `benchmarks.long_thread`: the comments of one story, and what its pages ask the database."""
