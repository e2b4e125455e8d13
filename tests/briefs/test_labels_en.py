from translator.briefs.labels_en import event_names, longest_name

LEAD = (
    "Some 1,600 specialists met in Chengdu for the opening of the 2025 National Congress on Focused Ultrasound (NCFU)."
)


def test_a_named_event_is_found_whole_and_without_its_year() -> None:
    assert event_names(LEAD) == [
        "2025 National Congress on Focused Ultrasound",
        "National Congress on Focused Ultrasound",
    ]


def test_days_and_months_are_no_part_of_a_name() -> None:
    text = "On Saturday the Southern Cornea Summit on April 3 honored a teacher."
    assert event_names(text)[0] == "Southern Cornea Summit"


def test_names_that_are_no_event_are_labels_only() -> None:
    assert event_names("The Red River Oncology Hospital turned 50.") == []
    assert longest_name("In Hanoi the Red River Oncology Hospital turned 50.") == "Red River Oncology Hospital"
    assert longest_name("nothing here has a name") is None
