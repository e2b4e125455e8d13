from translator.checks.number_neighbours import affinities


def test_the_words_beside_a_number_find_those_beside_its_equal() -> None:
    english, chinese = "45 nurses and 30 doctors", "30名医生和45名护士"
    found = affinities(english, chinese, [((0, 2), (6, 8)), ((14, 16), (0, 2))])
    right = [[cell[0] for cell in row] for row in found]
    assert right[0][0] > right[0][1]
    assert right[1][1] > right[1][0]


def test_words_that_the_lexicon_does_not_know_say_nothing() -> None:
    assert affinities("45 xyzzies", "45个嚞嚞", [((0, 2), (0, 2))]) == [[[0.0, 0.0, 0.0]]]
