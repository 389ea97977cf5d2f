"""A commune's year on the loudspeaker: 52 weeks, four broadcasts a week, and how alike they are.

    python scripts/year_of_broadcasts.py [PLACE]

Every week has four broadcasts, at least two of them about voluntary insurance. The script picks
audience, topic, channel and variant in turn, renders each, and prints two measures: the shortest
distance in weeks between two identical texts, and the mean overlap of word 5-grams between any
two broadcasts on the same topic.
"""

from __future__ import annotations

import itertools
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kichban.measure import passages
from kichban.suitability import Suitability
from kichban.workshop import Request, Workshop

WEEKS, A_WEEK = 52, 4
CHANNELS = ("ban-tin-loa-xa", "hoi-dap-phat-thanh", "spot-phat-thanh", "tieu-pham", "luu-dong")
START = date(2026, 1, 5)


@dataclass(frozen=True)
class Broadcast:
    """One broadcast of the year: week from 0, what it is, and its words."""

    week: int
    persona: str
    topic: str
    channel: str
    variant: int
    text: str


def year(workshop: Workshop, place: str = "mac-dinh") -> list[Broadcast]:
    """The 208 broadcasts of one commune."""
    turns = _turns(workshop)
    out = []
    for week in range(WEEKS):
        day = START + timedelta(weeks=week)
        for _ in range(A_WEEK):
            persona, topic, channel, variant = next(turns)
            draft = workshop.compose(
                Request(persona, day, topic=topic, channel=channel, place=place, variant=variant)
            )
            text = " ".join(p.text for p in passages(draft.body) if p.kind != "heading")
            out.append(Broadcast(week, persona, topic, channel, variant, text))
    return out


def about_voluntary(workshop: Workshop, broadcasts: list[Broadcast]) -> int:
    """The fewest broadcasts of any week that are about voluntary insurance."""
    weeks = [0] * WEEKS
    for item in broadcasts:
        weeks[item.week] += workshop.packs.topic(item.topic).ve != "bat_buoc"
    return min(weeks)


def _turns(workshop: Workshop) -> Iterator[tuple[str, str, str, int]]:
    """Topics one after another; each time a topic returns, another audience, channel, variant."""
    packs, table = workshop.packs, Suitability(workshop.packs)
    by_topic: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for persona in packs.ids("personas"):
        for triple in table.triples(persona):
            if triple.channel in CHANNELS:
                by_topic[triple.topic].append((triple.channel, triple.persona))
    # Topics about compulsory insurance alone are spread out, so that no week is full of them.
    other = [t for t in sorted(by_topic) if packs.topic(t).ve == "bat_buoc"]
    order = [t for t in sorted(by_topic) if t not in other]
    for position, topic in enumerate(other):
        order.insert((position + 1) * len(order) // (len(other) + 1), topic)
    mixed = {topic: _mixed(by_topic[topic]) for topic in order}
    for turn in itertools.count():
        for topic, pairs in mixed.items():
            channel, persona = pairs[turn % len(pairs)]
            yield persona, topic, channel, turn


def _mixed(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same pairs with channels taking turns, so that neighbours differ in form."""
    by_channel: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        by_channel[pair[0]].append(pair)
    rows = itertools.zip_longest(*by_channel.values())
    return [pair for row in rows for pair in row if pair is not None]


def nearest_repeat(broadcasts: list[Broadcast]) -> int:
    """The fewest weeks between two identical texts; `WEEKS` when none is repeated."""
    last: dict[str, int] = {}
    nearest = WEEKS
    for item in broadcasts:
        if item.text in last:
            nearest = min(nearest, item.week - last[item.text])
        last[item.text] = item.week
    return nearest


def overlap(broadcasts: list[Broadcast]) -> int:
    """Mean share, in percent, of common word 5-grams between broadcasts on the same topic."""
    grams: dict[str, list[set[tuple[str, ...]]]] = defaultdict(list)
    for item in broadcasts:
        words = item.text.lower().split()
        grams[item.topic].append({tuple(words[i : i + 5]) for i in range(len(words) - 4)})
    shares = [
        100 * len(one & two) // max(1, min(len(one), len(two)))
        for sets in grams.values()
        for one, two in itertools.combinations(sets, 2)
    ]
    return sum(shares) // max(1, len(shares))


def main() -> None:
    """Render a year and print how much of it repeats."""
    place = sys.argv[1] if len(sys.argv) > 1 else "mac-dinh"
    workshop = Workshop()
    broadcasts = year(workshop, place)
    least = about_voluntary(workshop, broadcasts)
    about: dict[str, int] = defaultdict(int)
    for item in broadcasts:
        about[item.topic] += 1
    print(f"{len(broadcasts)} broadcasts, {len({b.text for b in broadcasts})} different texts")
    print(f"at least {least} a week are about voluntary insurance")
    print(f"identical texts are at least {nearest_repeat(broadcasts)} weeks apart")
    print(f"mean overlap of word 5-grams on the same topic: {overlap(broadcasts)} percent")
    for topic, count in sorted(about.items(), key=lambda row: -row[1]):
        print(f"  {count:>3}  {topic}")


if __name__ == "__main__":
    main()
