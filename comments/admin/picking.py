"""The button on a comment's page that makes it an editors' pick, or takes that back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from comments.models import Comment
from comments.picking import pick, unpick
from comments.refusals import DecisionRefused
from newsportal.accounts.rights import allowed, require


@require_POST
def pick_view(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Pick a comment, or with `wanted=no` take the pick back; then the comment's page again."""
    user = require(request.user, "comment.pick")
    comment = allowed(Comment.objects.filter(pk=comment_id), user, "comment.view").first()
    if comment is None:
        raise Http404
    try:
        if request.POST.get("wanted") == "no":
            unpick(comment, by=user)
            messages.success(request, "It is no editors’ pick any more.")
        else:
            pick(comment, by=user, now=timezone.now())
            messages.success(request, "It is an editors’ pick now, and its author is told.")
    except DecisionRefused as refusal:
        messages.warning(request, str(refusal))
    return HttpResponseRedirect(reverse("admin:comments_comment_change", args=[comment.pk]))
