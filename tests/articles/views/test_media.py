import pytest

YEAR = "public, max-age=31536000, immutable"


@pytest.fixture
def files(media_folder):
    """Writes a file into the media folder; its content is its name."""

    def write(name):
        path = media_folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())

    return write


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("abc-960-def.avif", "image/avif"),
        ("abc-960-def.webp", "image/webp"),
        ("abc-960.jpg", "image/jpeg"),
        ("abc_Ab12.jpeg", "image/jpeg"),
    ],
)
def test_a_rendition_is_kept_for_a_year(client, files, name, content_type):
    files(f"renditions/2025/11/{name}")

    response = client.get(f"/media/renditions/2025/11/{name}")

    assert response.content == f"renditions/2025/11/{name}".encode()
    assert response.headers["Content-Type"] == content_type
    assert response.headers["Cache-Control"] == YEAR
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Vary" not in response.headers
    assert not response.cookies


def test_head_tells_the_length(client, files):
    files("renditions/2025/11/abc.webp")

    response = client.head("/media/renditions/2025/11/abc.webp")

    assert response.content == b""
    assert response.headers["Content-Length"] == "27"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "originals/2025/11/secret.webp",
        "renditions/2025/11/missing.webp",
        "renditions/2025/11/folder.webp",
        "renditions/2025/11/page.html",
        "renditions/2025/11/.webp",
        "renditions/2025/11/a.svg.webp",
        "renditions/2025/11/../../../originals/2025/11/secret.webp",
        "renditions/2025/11/..%2f..%2f..%2foriginals%2f2025%2f11%2fsecret.webp",
        "renditions/2025/11/%2e%2e/secret.webp",
        "renditions/../originals/2025/11/secret.webp",
        "renditions/2025/11/a%00.webp",
        "renditions/2025/11/a.webp/x",
        "secret.webp",
    ],
)
def test_nothing_else_of_the_folder_has_an_address(client, files, address):
    for name in (
        "originals/2025/11/secret.webp",
        "secret.webp",
        "renditions/2025/11/page.html",
        "renditions/2025/11/a.svg.webp",
        "renditions/2025/11/folder.webp/file",
    ):
        files(name)

    response = client.get(f"/media/{address}")

    assert response.status_code == 404
    assert b"secret.webp" not in response.content


def test_a_picture_is_only_read(client, files):
    files("renditions/2025/11/abc.webp")

    assert client.post("/media/renditions/2025/11/abc.webp").status_code == 405
