"""A knowledge base → what it is made of, counted, and the settings that say so."""
