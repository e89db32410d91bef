"""Words that several rules know: concrete, abstract, judging ones; what begins a sentence; how words are spelt."""
