"""Service cases: a complaint is not a violation, so it gets somebody who answers, by clocks one can see."""
