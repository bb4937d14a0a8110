"""The picture library."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import QuerySet
from django.forms import Script
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from articles.admin.generic import ModelForm
from articles.admin.picture_choices import picture_choices_view
from articles.admin.picture_preview import preview
from articles.admin.picture_uses import list_uses
from articles.admin.refusing import RefusableForm, RefusingAdmin
from articles.models import Image
from articles.pictures import AlreadyInLibrary, PictureRefused, read_picture, store_picture

# The name of the button that takes the picture of the library instead of the same one again.
USE_KNOWN = "_use_known"


class UploadForm(RefusableForm[Image]):
    """A new picture: the file, and what must be said with it."""

    file = forms.FileField(
        label="File", help_text="A photograph or a drawing: JPEG, PNG, WebP or AVIF."
    )

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
    change_form_template = "admin/articles/image/change_form.html"
    search_fields = ("alt_text", "caption", "credit")
    search_help_text = "Words of the description, of the caption, or of the credit."
    ordering = ("-created_at", "-pk")
    show_full_result_count = False
    readonly_fields = ("thumbnail", "size", "in_a_text", "used_in")

    class Media:
        css: ClassVar = {"all": ["admin-newsroom/article.css", "admin-newsroom/pictures.css"]}
        js: ClassVar = [Script("admin-newsroom/focal-point.js", defer=True)]

    @admin.display(description="Picture")
    def thumbnail(self, image: Image) -> str:
        return preview(image)

    @admin.display(description="Size")
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height} pixels"

    @admin.display(description="In a text")
    def in_a_text(self, image: Image) -> str:
        """What is written where there is no prose editor to choose the picture."""
        return f'<figure data-picture="{image.pk}"></figure>'

    @admin.display(description="Used in")
    def used_in(self, image: Image) -> str:
        """Links to what shows the picture, of that which its viewer may see."""
        return list_uses(image, viewer=image.viewer)  # type: ignore[attr-defined]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        return super().get_queryset(request).prefetch_related("renditions")

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Image | None:
        """The picture, which remembers who looks at it: its uses are listed for them."""
        image = super().get_object(request, *args, **kwargs)
        if image is not None:
            image.viewer = request.user  # type: ignore[attr-defined]
        return image

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> Any:
        if obj is None:
            return ("file", *self.words)
        return ("thumbnail", "size", *self.words, "in_a_text", "used_in")

    def get_form(
        self, request: HttpRequest, obj: Image | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[Image]]:
        kwargs["form"] = RefusableForm if change else UploadForm
        return super().get_form(request, obj, change=change, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Read a new file before the transaction begins: a database should not wait for a picture."""
        if request.method == "POST" and object_id is None and self.has_add_permission(request):
            if USE_KNOWN in request.POST:
                return self._use_known(request, request.POST[USE_KNOWN])
            _read_file(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _use_known(self, request: HttpRequest, key: str) -> HttpResponse:
        """Hand the picture of the library to the form that asked for a new one, or open it."""
        image = self.get_object(request, key)
        if image is None or not self.has_view_permission(request, image):
            raise Http404("There is no such picture.")
        if IS_POPUP_VAR in request.POST:
            return self.response_add(request, image)
        return HttpResponseRedirect(reverse("admin:articles_image_change", args=[image.pk]))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if known := getattr(request, "known_picture", None):
            context |= {"known": known, "known_preview": preview(known), "use_known": USE_KNOWN}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Image:
        """Store a new file that was read before; the library knows pictures by what they show."""
        made: Image = super().save_form(request, form, change)
        if change:
            return made
        try:
            return store_picture(
                request.new_picture,  # type: ignore[attr-defined]
                **{name: form.cleaned_data[name] for name in UploadForm.Meta.fields},
            )
        except AlreadyInLibrary as refusal:
            request.known_picture = refusal.image  # type: ignore[attr-defined]
            raise

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
        choices = path(
            "choices/",
            self.admin_site.admin_view(partial(picture_choices_view, library=self)),
            name="articles_image_choices",
        )
        return [address, choices, *super().get_urls()]

    def preview_view(self, request: HttpRequest, image_id: int) -> HttpResponse:
        """The preview alone, for forms that show what was chosen."""
        image = self.get_object(request, str(image_id))
        if image is None or not self.has_view_or_change_permission(request, image):
            raise Http404("There is no such picture.")
        return HttpResponse(preview(image))


def _read_file(request: Any) -> None:
    """Leave the picture that was read on the request, or why it was refused.

    A form that is not complete is shown again by Django, and its file is not worth the reading.
    """
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return
    try:
        request.new_picture = read_picture(form.cleaned_data["file"])
    except AlreadyInLibrary as refusal:
        request.refusal, request.known_picture = str(refusal), refusal.image
    except PictureRefused as refusal:
        request.refusal = str(refusal)
