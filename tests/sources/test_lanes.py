from __future__ import annotations

from service.sources.lanes import Errand, Lanes, host_of, origin_of


def errand(address: str, rank: float = 0.0) -> Errand:
    return Errand(
        outlet="a",
        kind="page",
        address=address,
        place=address,
        host=host_of(address),
        rank=rank,
    )


def test_one_errand_a_host_at_a_time_and_hosts_beside_each_other() -> None:
    lanes = Lanes(2.0)
    for address in ("https://one/1", "https://one/2", "https://two/1"):
        lanes.put(errand(address))
    taken = [lanes.take(0.0), lanes.take(0.0), lanes.take(0.0)]
    assert [one.address if one else None for one in taken] == [
        *("https://one/1", "https://two/1", None),
    ]
    lanes.free("one", 10.0, asked=True)
    assert lanes.take(11.9) is None
    assert lanes.next_ready() == 12.0
    again = lanes.take(12.0)
    assert again is not None
    assert again.address == "https://one/2"
    assert len(lanes) == 0
    assert lanes.next_ready() is None


def test_the_least_rank_goes_first_and_what_is_below_zero_holds_all_up() -> None:
    lanes = Lanes(0.0)
    lanes.put(errand("https://one/late", 2))
    lanes.put(errand("https://one/soon", 1))
    lanes.put(errand("https://one/robots.txt", -1), ready=5.0)
    assert lanes.take(4.0) is None
    assert lanes.next_ready() == 5.0
    order = []
    for _ in range(3):
        one = lanes.take(5.0)
        assert one is not None
        order.append(one.address.rpartition("/")[2])
        lanes.free("one", 5.0, asked=True)
    assert order == ["robots.txt", "soon", "late"]


def test_one_that_must_wait_lets_others_pass() -> None:
    lanes = Lanes(0.0)
    lanes.put(errand("https://one/again"), ready=9.0)
    lanes.put(errand("https://one/next", 1))
    one = lanes.take(0.0)
    assert one is not None
    assert one.address == "https://one/next"


def test_a_hosts_own_pause_is_kept_but_never_less_than_ours() -> None:
    lanes = Lanes(2.0)
    lanes.set_delay("one", 0.5)
    lanes.set_delay("two", 7.0)
    for host in ("one", "two"):
        lanes.put(errand(f"https://{host}/"))
        lanes.free(host, 0.0, asked=True)
    assert lanes.take(1.9) is None
    first = lanes.take(2.0)
    assert first is not None
    assert first.host == "one"
    assert lanes.take(6.9) is None
    assert lanes.take(7.0) is not None


def test_nothing_asked_costs_no_pause() -> None:
    lanes = Lanes(60.0)
    for number in range(3):
        lanes.put(errand(f"https://one/{number}"))
    for _ in range(3):
        assert lanes.take(0.0) is not None
        lanes.free("one", 0.0, asked=False)


def test_a_host_that_is_given_up_gives_its_errands_back() -> None:
    lanes = Lanes(0.0)
    lanes.put(errand("https://one/1"))
    lanes.put(errand("https://one/2"))
    lanes.put(errand("https://two/1"))
    assert [one.address for one in lanes.clear("one")] == ["https://one/1", "https://one/2"]
    assert len(lanes) == 1
    assert [lanes.fault("one") for _ in range(3)] == [1, 2, 3]
    lanes.well("one")
    assert lanes.fault("one") == 1


def test_hosts_and_origins() -> None:
    assert host_of("HTTPS://User@Example.org:8443/a?b") == "example.org:8443"
    assert origin_of("HTTPS://Example.org/a") == "https://example.org"
    assert host_of("http://example.org/") == host_of("https://example.org/")
    assert origin_of("http://example.org/") != origin_of("https://example.org/")


def test_the_host_that_has_waited_longest_goes_first() -> None:
    lanes = Lanes(1.0)
    for host in ("one", "two", "three"):
        for number in range(2):
            lanes.put(errand(f"https://{host}/{number}"))
    order = []
    for now in range(6):
        one = lanes.take(float(now))
        assert one is not None
        order.append(one.host)
        lanes.free(one.host, float(now), asked=True)
    assert order == ["one", "two", "three", "one", "two", "three"]
