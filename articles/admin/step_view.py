"""The page on which a step is confirmed."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.checklist import ReasonsForm, ShownChecklist, shown
from articles.admin.local_time import DateAndTimeInput
from articles.admin.newer_text import as_lines
from articles.admin.situation import PlanInWords, Situation
from articles.admin.step import Step
from articles.admin.step_forms import LATER, StepForm
from articles.checklist import accept, check
from articles.editing import StaleVersion, check_version
from articles.models import Article
from articles.planning import Plan, plan_of
from articles.publishing import PublishingRefused
from articles.rendering import render
from articles.status import live_edition, status_of, with_status
from articles.workflow import check_hand_over
from newsportal.accounts.models import User
from newsportal.accounts.rights import allowed, require


def step_view(request: HttpRequest, object_id: str, *, step: Step, site: AdminSite) -> HttpResponse:
    """Show what the step would do; on POST, take it and go back to the article.

    A refusal is shown with everything that was typed, and nothing is changed. What readers are going to
    see is checked before, and warnings are answered here. Raises RightMissing for those who may see the
    article and not take the step; for others there is no such article.
    """
    article = _article(request, object_id)
    user = require(request.user, step.right, article)
    situation = Situation(article, plan_of(article), user, request.GET.dict())
    if request.method != "POST":
        form = step.form(initial=_seen(article) | _suggested(article), situation=situation)
        return _page(request, situation, step, form, site)
    said = request.POST.copy()
    form = step.form(said, situation=situation)
    if form.is_valid():
        try:
            with transaction.atomic():
                check_version(article, form.cleaned_data["version"])
                check_hand_over(article, form.cleaned_data["hand_over"] or 0)
                if step.shows_text:
                    _accept_reasons(article, user, said)
                step.run(article, user, form.cleaned_data)
        except StaleVersion:
            form.add_error(
                None,
                "Somebody saved this article while you were here. Look at what it says now, then "
                "confirm again.",
            )
        except PublishingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _done(step, article, situation.plan))
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
        article = _article(request, object_id)
        situation = replace(situation, article=article)
        for name, value in _seen(article).items():
            said[name] = str(value)
    _show_other_plan(said, form)
    return _page(request, situation, step, form, site)


def _done(step: Step, article: Article, before: Plan | None) -> str:
    """What happened, or what is going to happen, and when."""
    plan = plan_of(article)
    if plan is None or plan == before:
        return step.done
    return f"Planned: {PlanInWords(plan)}"


def _show_other_plan(said: QueryDict, form: StepForm) -> None:
    """Ask again, about the plan that stands, who confirmed in view of another one."""
    planned = form.initial.get("planned")
    standing = planned.isoformat() if planned else ""
    if said.get("planned", "") != standing:
        said["planned"] = standing
        said.pop("instead", None)


def _seen(article: Article) -> dict[str, int]:
    """What somebody who confirms has looked at: of which text, after which hand-over."""
    last = article.hand_overs.order_by("-number").first()
    return {"version": article.version, "hand_over": last.number if last else 0}


def _suggested(article: Article) -> dict[str, object]:
    """The end of an embargo, as the time from which readers may see the article."""
    status = status_of(article)
    return {"at": status.embargo_until, "when": LATER} if status.is_under_embargo else {}


def _accept_reasons(article: Article, user: User, said: QueryDict) -> None:
    """Keep the reasons that were given; for one that is missing the step itself is refused."""
    checklist = check(article)
    reasons = ReasonsForm(checklist.warnings, said)
    reasons.full_clean()
    accept(checklist, by=user, reasons=reasons.cleaned_data)


def _article(request: HttpRequest, object_id: str) -> Article:
    articles = with_status(Article.objects.select_related("section"))
    try:
        return allowed(articles, request.user, "article.view").get(pk=unquote(object_id))
    except (Article.DoesNotExist, ValueError) as error:
        raise Http404("There is no such article.") from error


def _page(
    request: HttpRequest, situation: Situation, step: Step, form: Any, site: AdminSite
) -> HttpResponse:
    article, plan = situation.article, situation.plan
    status = status_of(article)
    live = live_edition(article)
    checklist, reasons = _checked(article, step, form)
    context = {
        **site.each_context(request),
        "title": step.title,
        "subtitle": article.headline,
        "opts": Article._meta,
        "original": article,
        "step": step,
        "form": form,
        "status": status,
        "plan": PlanInWords(plan) if plan else None,
        "is_possible": step.is_possible(status),
        "live": live,
        "live_text": as_lines(live.body_html) if live else "",
        **_then(step, situation),
        "checklist": checklist,
        "media": form.media + DateAndTimeInput().media,
    }
    request.current_app = site.name
    return TemplateResponse(
        request,
        "admin/articles/article/step.html",
        context,
        status=422 if form.errors or reasons.errors else 200,
    )


def _then(step: Step, situation: Situation) -> dict[str, Any]:
    """What readers will see: what is planned where its hour is changed, else the saved text, rendered."""
    plan = situation.plan
    if step.name == "reschedule" and plan is not None and not plan.is_withdrawal:
        return {"then": plan.edition, "then_text": as_lines(plan.edition.body_html)}
    return {"then": situation.article, "then_text": as_lines(render(situation.article).body_html)}


def _checked(article: Article, step: Step, form: Any) -> tuple[ShownChecklist | None, ReasonsForm]:
    """What is left to be done before the step, with a field for the reason of every warning."""
    if not step.shows_text:
        return None, ReasonsForm([])
    checklist = check(article)
    reasons = ReasonsForm(checklist.warnings, form.data if form.is_bound else None)
    address = reverse("admin:articles_article_change", args=[article.pk])
    return shown(checklist, form_address=address, reasons=reasons), reasons
