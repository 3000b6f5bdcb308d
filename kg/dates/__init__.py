"""Date expressions: found among words, settled by the calendar."""

from kg.dates.calendars import weekday_near
from kg.dates.expressions import DateMention, dated, find_dates, infer_published, plain_words
from kg.dates.table import DateTable, load_dates

__all__ = [
    "DateMention",
    "DateTable",
    "dated",
    "find_dates",
    "infer_published",
    "load_dates",
    "plain_words",
    "weekday_near",
]
