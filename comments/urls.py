"""Addresses below /comments/."""

from django.urls import path

from comments.views.posted import posted
from comments.views.reading import article_comments, comment
from comments.views.sanctions import acknowledge_warning, own_sanctions
from comments.views.writing import new_comment

urlpatterns = [
    path("<int:comment_id>/", comment, name="comment"),
    path("new/<int:article_id>/", new_comment, name="comment-new"),
    path("on/<int:article_id>/", article_comments, name="article-comments"),
    path("posted/<int:comment_id>/", posted, name="comment-posted"),
    path("sanctions/", own_sanctions, name="comment-sanctions"),
    path("sanctions/<int:sanction_id>/read/", acknowledge_warning, name="comment-warning-read"),
]
