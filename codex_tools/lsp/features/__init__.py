"""What the language server can do: one module a feature, each with a function ``register``."""
