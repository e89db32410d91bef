"""What may be done about the framework: publish it, draft it, review it, comment on it, suggest other words."""

from waypost.web.frameworks.services.publishing import check_next, publish_document, publish_draft

__all__ = ["check_next", "publish_document", "publish_draft"]
