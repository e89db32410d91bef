"""What may be done about people: import a list, give and end duties, choose a zone."""

from waypost.web.people.services.duties import end_duty, give_duty
from waypost.web.people.services.importing import apply_import, import_people_from_text, preview_people
from waypost.web.people.services.leaving import record_leaving
from waypost.web.people.services.zone import choose_zone

__all__ = [
    "apply_import",
    "choose_zone",
    "end_duty",
    "give_duty",
    "import_people_from_text",
    "preview_people",
    "record_leaving",
]
