"""Models that translate: MarianMT checkpoints and the embedded model behind one protocol."""
