"""Page to article: what an outlet published, cleaned of its page, dated, told from its copies."""
