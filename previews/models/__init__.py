"""Links to drafts, and what was said of these, one model a file."""

from previews.models.preview_link import PreviewLink
from previews.models.remark import Remark

__all__ = ["PreviewLink", "Remark"]
