"""Training of the encoder; needs torch, which nothing else does."""
