"""What a pack is made of, part by part: copies, recordings, posters, words, papers."""
