import pytest

from articles.darkroom.sizes import planned

WIDTHS = (320, 640, 960, 1280, 1600)


@pytest.mark.parametrize(
    ("size", "widths", "open_graph"),
    [
        ((3200, 2000), [320, 640, 960, 1280, 1600], (1200, 750)),
        ((1600, 1000), [320, 640, 960, 1280, 1600], (1200, 750)),
        ((1599, 1000), [320, 640, 960, 1280, 1599], (1200, 750)),
        ((1000, 2000), [320, 640, 960], (600, 1200)),
        ((1100, 400), [320, 640, 960, 1100], (1100, 400)),
        ((320, 200), [320], (320, 200)),
        ((100, 50), [100], (100, 50)),
        ((1, 1), [1], (1, 1)),
        ((16_000, 10), [320, 640, 960, 1280, 1600], (1200, 1)),
        ((2, 16_000), [2], (1, 8000)),
    ],
)
def test_plan_never_enlarges_and_is_never_empty(size, widths, open_graph):
    plan = planned(size[0], size[1], WIDTHS)

    avif = [one for one in plan if one.format == "avif"]
    webp = [one for one in plan if one.format == "webp"]
    (jpeg,) = (one for one in plan if one.format == "jpeg")
    assert [one.width for one in webp] == [one.width for one in avif] == widths
    assert all(one.height == max(1, round(size[1] * one.width / size[0])) for one in plan)
    assert (jpeg.width, jpeg.height) == open_graph
