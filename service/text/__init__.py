"""Stateless language tools: signs, words, sentences, languages, calendars and dates."""
