"""How each language sets its punctuation marks: what the typography check writes in their place."""
