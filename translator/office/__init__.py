"""What all faces of one process share: the model and its queue, each owner's works, edits and what they change."""
