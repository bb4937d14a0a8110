"""Addresses below /comments/."""

from django.urls import path

from comments.views import feeds
from comments.views.appeals import own_statement
from comments.views.changing import edit_own
from comments.views.erasing import erasure, profile_erase
from comments.views.exporting import profile_export
from comments.views.notices import notice, notices, notices_read
from comments.views.own import own, withdraw_own
from comments.views.profile import profile, profile_comments, profile_name, profile_notices
from comments.views.reading import article_comments, comment, comments_since
from comments.views.recommending import recommend_comment, recommended_comments
from comments.views.reporting import report, reported
from comments.views.sanctions import acknowledge_warning, own_sanctions
from comments.views.unsubscribing import notices_unsubscribe
from comments.views.writing import new_comment

urlpatterns = [
    path("<int:comment_id>/", comment, name="comment"),
    path("<int:comment_id>/recommend/", recommend_comment, name="comment-recommend"),
    path("<int:comment_id>/report/", report, name="comment-report"),
    path(
        "<int:comment_id>/report/illegal/",
        report,
        {"lane": "illegal"},
        name="comment-report-illegal",
    ),
    path("reported/<str:token>/", reported, name="comment-reported"),
    path("recommended/<int:article_id>/", recommended_comments, name="comments-recommended"),
    path("in/<slug:slug>/feed.xml", feeds.section, name="section-comments-feed"),
    path("new/<int:article_id>/", new_comment, name="comment-new"),
    path("notices/", notices, name="notices"),
    path("notices/<int:notice_id>/", notice, name="notice"),
    path("notices/read/", notices_read, name="notices-read"),
    path("notices/unsubscribe/<str:token>/", notices_unsubscribe, name="notices-unsubscribe"),
    path("on/<int:article_id>/", article_comments, name="article-comments"),
    path("on/<int:article_id>/feed.xml", feeds.article, name="article-comments-feed"),
    path("on/<int:article_id>/since/<str:place>/", comments_since, name="comments-since"),
    path("own/<int:comment_id>/", own, name="comment-own"),
    path("own/<int:comment_id>/edit/", edit_own, name="comment-edit"),
    path("own/<int:comment_id>/withdraw/", withdraw_own, name="comment-withdraw"),
    # Where the author's page was once: addresses stay.
    path("posted/<int:comment_id>/", own, name="comment-posted"),
    path("erasures/<uuid:key>/", erasure, name="erasure"),
    path("profile/", profile, name="profile"),
    path("profile/comments/", profile_comments, name="profile-comments"),
    path("profile/erase/", profile_erase, name="profile-erase"),
    path("profile/export/", profile_export, name="profile-export"),
    path("profile/name/", profile_name, name="profile-name"),
    path("profile/notices/", profile_notices, name="profile-notices"),
    path("statements/<int:statement_id>/", own_statement, name="comment-statement"),
    path("sanctions/", own_sanctions, name="comment-sanctions"),
    path("sanctions/<int:sanction_id>/read/", acknowledge_warning, name="comment-warning-read"),
]
