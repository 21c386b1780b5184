"""A knowledge base and a wish → changes: references in another form, documents renamed."""
