from __future__ import annotations

import pytest

from matching.matcher import Matcher
from matching.register import Register


@pytest.fixture(scope="module")
def matcher():
    return Matcher(Register.load())


@pytest.mark.parametrize(
    "text",
    [
        "Guy's and St Thomas' NHS FT",
        "Barking, Havering and Redbridge",
        "Tees, Esk and Wear Valleys NHS Foundation Trust",
        "Calderdale and Huddersfield",
        "The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust",
        "Bath and North East Somerset Council",
        "Bolton and Stockport Hospice",
        "Bedford, Luton and Milton Keynes",
        "cats and dogs",
        "",
        ", ; and /",
    ],
)
def test_one_name_stays_whole(matcher, text):
    assert matcher.split(text) == (text,)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Leeds Teaching Hospitals NHS Trust (LTHT); and Mid Yorkshire Teaching NHS Trust",
            ("Leeds Teaching Hospitals NHS Trust (LTHT)", "Mid Yorkshire Teaching NHS Trust"),
        ),
        (
            "Leeds Teaching Hospitals and Mid Yorkshire Teaching NHS Trust",
            ("Leeds Teaching Hospitals", "Mid Yorkshire Teaching NHS Trust"),
        ),
        (
            "Bolton NHS FT; Stockport NHS FT / The Christie",
            ("Bolton NHS FT", "Stockport NHS FT", "The Christie"),
        ),
        (
            "King's College Hospital, Guy's and St Thomas' and Lewisham and Greenwich",
            ("King's College Hospital", "Guy's and St Thomas'", "Lewisham and Greenwich"),
        ),
        (
            "Leeds City Council and Bradford Teaching Hospitals NHS Foundation Trust",
            ("Leeds City Council", "Bradford Teaching Hospitals NHS Foundation Trust"),
        ),
        (
            "Queen Victoria Hospital NHS Foundation Trust, Ashford and St Peter's Hospitals NHS Foundation "
            "Trust, Guildford Council and St Catherine's Hospice",
            (
                "Queen Victoria Hospital NHS Foundation Trust",
                "Ashford and St Peter's Hospitals NHS Foundation Trust",
                "Guildford Council",
                "St Catherine's Hospice",
            ),
        ),
        (
            "Bath and North East Somerset Council and Swindon and Wiltshire ICB",
            ("Bath and North East Somerset Council", "Swindon and Wiltshire ICB"),
        ),
        (
            "Macmillan Cancer Support & Kent County Council",
            ("Macmillan Cancer Support", "Kent County Council"),
        ),
    ],
)
def test_names_that_stand_on_their_own_are_parted(matcher, text, parts):
    assert matcher.split(text) == parts


def test_a_text_of_many_joints_is_left_alone(matcher):
    text = " and ".join(["Leeds"] * 20)
    assert matcher.split(text) == (text,)


def test_a_long_text_is_left_alone(matcher):
    text = " " * 200_000 + "Leeds and York"
    assert matcher.split(text) == (text,)
