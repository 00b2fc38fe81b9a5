"""The desk at the size it is made for: a made case of many reports, and readers who ask it all day."""
