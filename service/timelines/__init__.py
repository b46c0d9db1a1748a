"""Story to timeline: dated happenings, each with the sentences that say so."""
