"""The pages of comments: public ones to read, personal ones to write."""
