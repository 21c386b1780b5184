"""A knowledge base → tools, resources and prompts of the Model Context Protocol, for agents."""
