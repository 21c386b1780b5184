"""Front matter and bodies in; claims, sources, mentions and documents out."""
