"""The picture library."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join

from articles.admin.generic import ModelForm
from articles.admin.picture_preview import preview
from articles.admin.refusing import RefusableForm, RefusingAdmin
from articles.models import Article, Image, Organisation, Person
from articles.pictures import PictureRefused, add_picture

WHERE_USED = (
    (Article, "admin:articles_article_change"),
    (Person, "admin:articles_person_change"),
    (Organisation, "admin:articles_organisation_change"),
)
LISTED_USES = 50


class UploadForm(RefusableForm[Image]):
    """A new picture: the file, and what must be said with it."""

    file = forms.FileField(label="File", help_text="A photograph or a drawing: JPEG, PNG or WebP.")

    class Meta:
        model = Image
        fields = (
            "alt_text",
            "is_decorative",
            "caption",
            "credit",
            "licence",
            "source_url",
            "focal_x",
            "focal_y",
        )


@admin.register(Image)
class ImageAdmin(RefusingAdmin[Image]):
    """Pictures, newest first. The file of a picture never changes: another file is another picture."""

    refusals = (PictureRefused,)
    words = (
        ("alt_text", "is_decorative"),
        "caption",
        ("credit", "licence"),
        "source_url",
        ("focal_x", "focal_y"),
    )
    list_display = ("thumbnail", "__str__", "credit", "licence", "created_at")
    list_display_links = ("thumbnail", "__str__")
    list_per_page = 50
    search_fields = ("alt_text", "caption", "credit")
    search_help_text = "Words of the description, of the caption, or of the credit."
    ordering = ("-created_at", "-pk")
    show_full_result_count = False
    readonly_fields = ("thumbnail", "size", "used_in")

    class Media:
        css: ClassVar = {"all": ["admin-newsroom/article.css"]}

    @admin.display(description="Picture")
    def thumbnail(self, image: Image) -> str:
        return preview(image)

    @admin.display(description="Size")
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height} pixels"

    @admin.display(description="Used in")
    def used_in(self, image: Image) -> str:
        """Links to what shows the picture."""
        links = [
            (reverse(address, args=[thing.pk]), str(thing))
            for model, address in WHERE_USED
            for thing in model._default_manager.filter(picture=image).order_by("pk")[:LISTED_USES]
        ]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "Nothing yet"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        return super().get_queryset(request).prefetch_related("renditions")

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> Any:
        if obj is None:
            return ("file", *self.words)
        return ("thumbnail", "size", *self.words, "used_in")

    def get_form(
        self, request: HttpRequest, obj: Image | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[Image]]:
        kwargs["form"] = RefusableForm if change else UploadForm
        return super().get_form(request, obj, change=change, **kwargs)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Image:
        """Take a new file into the library, which knows pictures by their bytes."""
        made: Image = super().save_form(request, form, change)
        if change:
            return made
        return add_picture(
            form.cleaned_data["file"],
            alt_text=made.alt_text,
            is_decorative=made.is_decorative,
            caption=made.caption,
            credit=made.credit,
            licence=made.licence,
            source_url=made.source_url,
            focal=(made.focal_x, made.focal_y),
        )

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        """A new picture is stored by the library already."""
        if change:
            super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        address = path(
            "<int:image_id>/preview/",
            self.admin_site.admin_view(self.preview_view),
            name="articles_image_preview",
        )
        return [address, *super().get_urls()]

    def preview_view(self, request: HttpRequest, image_id: int) -> HttpResponse:
        """The preview alone, for forms that show what was chosen."""
        image = self.get_object(request, str(image_id))
        if image is None or not self.has_view_or_change_permission(request, image):
            raise Http404("There is no such picture.")
        return HttpResponse(preview(image))
