"""What the newsroom writes, one model a file."""

from articles.models.accepted_warning import AcceptedWarning
from articles.models.affiliation import Affiliation
from articles.models.arrangement import Arrangement
from articles.models.article import Article
from articles.models.byline import Byline
from articles.models.credit import Credit
from articles.models.edition import Edition
from articles.models.embargo import Embargo
from articles.models.hand_over import HandOver
from articles.models.identifier import Identifier
from articles.models.illustration import Illustration
from articles.models.image import Image, Rendition
from articles.models.import_record import ImportRecord
from articles.models.mention import Certainty, Mention, Salience
from articles.models.open_form import OpenForm
from articles.models.organisation import Organisation, OrganisationName
from articles.models.pending_arrangement import PendingArrangement
from articles.models.person import Person, PersonName
from articles.models.placement import Placement
from articles.models.printed_illustration import PrintedIllustration
from articles.models.public_version import PublicVersion
from articles.models.publication import Publication
from articles.models.redirect import Redirect
from articles.models.revision import Revision
from articles.models.search_entry import SearchEntry
from articles.models.section import Section
from articles.models.section_editor import SectionEditor
from articles.models.source import Source
from articles.models.subject import Subject

__all__ = [
    "AcceptedWarning",
    "Affiliation",
    "Arrangement",
    "Article",
    "Byline",
    "Certainty",
    "Credit",
    "Edition",
    "Embargo",
    "HandOver",
    "Identifier",
    "Illustration",
    "Image",
    "ImportRecord",
    "Mention",
    "OpenForm",
    "Organisation",
    "OrganisationName",
    "PendingArrangement",
    "Person",
    "PersonName",
    "Placement",
    "PrintedIllustration",
    "PublicVersion",
    "Publication",
    "Redirect",
    "Rendition",
    "Revision",
    "Salience",
    "SearchEntry",
    "Section",
    "SectionEditor",
    "Source",
    "Subject",
]
