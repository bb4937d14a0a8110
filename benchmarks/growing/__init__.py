"""Parts of `benchmarks.growth`: the pages of a made newspaper, who answers them, plans."""
