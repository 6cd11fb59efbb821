from portal.wall import COLUMNS, MOST, height, wall


def test_five_votes_are_one_bundle_and_the_rest_an_open_one() -> None:
    assert [bundle.strokes for bundle in wall(12, 0)] == [5, 5, 2]


def test_shipped_votes_stand_last() -> None:
    assert [bundle.shipped for bundle in wall(20, 10)] == [False, False, True, True]


def test_the_wall_has_an_end_and_is_the_same_every_time() -> None:
    assert len(wall(10_000, 0)) == MOST
    assert wall(50, 5) == wall(50, 5)


def test_no_votes_make_no_wall() -> None:
    assert wall(0, 0) == []


def test_its_height_follows_its_rows() -> None:
    assert height(wall(5 * COLUMNS + 1, 0)) > height(wall(5 * COLUMNS, 0))


def test_when_all_shipped_the_open_bundle_did_too() -> None:
    assert all(bundle.shipped for bundle in wall(12, 12))
