"""The sentence encoder: reads each utterance with a small transformer, then the call as a sequence."""
