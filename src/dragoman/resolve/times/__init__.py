"""Time expressions: which words of a text say when, what they mean in TIMEX3, and which days they cover.

words.py turns the text into classes of lexicon/times.yaml, patterns.py its rules into regular expressions over them, checks.py
(names.py, years.py) rules out what only looks like a date, joining.py puts parts together, readers.py names the functions that
work out the date (dates.py, reckoned.py, lasting.py over relative.py and moment.py) from what scene.py remembers of the text,
and finder.py runs it all. A winter is counted to the year it begins in; days before Christ have a value but no `start`.
Literature: TIMEX3 as in TimeML 1.2.1; HeidelTime (Strötgen and Gertz 2013) for news and narrative style.
"""

from dragoman.resolve.times.finder import find_times

__all__ = ["find_times"]
