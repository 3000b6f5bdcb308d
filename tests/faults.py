"""What accidents do to a store: `python tests/faults.py [--kills 200] [--full 20] [--reads 1000] [--damages 100]`.

Kills builds at random moments, lets the disk fill up, reads beside a writer, starts a second writer, damages files.
Prints what was tried and each violation; exits with 1 if there is one.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError, ReadError, StoreError
from kg.extract import load_extractor
from kg.pipeline import Progress, build
from kg.read import read_source
from kg.store import Store, loading
from kg.store.exchange import export
from kg.store.intact import faults
from kg.store.quads import article_iri
from kg.store.shown import newest
from kg.workers import processes

LATEST = date(2026, 11, 1)
STATES = ("بيرو", "بوليفيا", "الإكوادور", "الأوروغواي", "باراغواي", "غويانا", "سورينام", "كوستاريكا")
PLACES = ("ليما", "لاباز", "كيتو", "مونتيفيديو", "أسونسيون", "جورج تاون", "باراماريبو", "سان خوسيه")
BEGUN = 20
FOLLOWING = 60
SMALL_BATCH = 450
KG = [sys.executable, "-m", "kg"]


def texts(count: int) -> Iterator[str]:
    """So many short articles, no two alike."""
    for n in range(count):
        one, two, three = STATES[n % 8], STATES[(n + 1 + n // 8) % 8], STATES[(n + 3) % 8]
        day = 1 + n % 27
        yield (
            f"زار وزير خارجية {one} مدينة {PLACES[(n + 1) % 8]} يوم {day} مارس 2025 لبحث الملف رقم {n}.\n"
            f"واتهمت {two} جارتها {three} بإغلاق المعبر رقم {n}، ونفت {three} ذلك.\n"
            f"ومن المقرر أن توقع {one} و{two} اتفاقا جديدا في أبريل 2025."
        )


def write_articles(path: Path, begin: int, end: int) -> Path:
    """A file of records."""
    records = (json.dumps({"text": text}, ensure_ascii=False) for text in list(texts(end))[begin:])
    path.write_text("\n".join(records), encoding="utf-8")
    return path


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What all trials share: two files of articles, a store of the first, and how a store of both looks."""

    folder: Path
    first: Path
    second: Path
    begun: Path
    first_ids: tuple[str, ...]
    ids: tuple[str, ...]
    graphs: dict[str, frozenset[ox.Quad]]
    whole: str
    seconds: float

    @property
    def all_ids(self) -> tuple[str, ...]:
        """All articles in their order."""
        return self.first_ids + self.ids


class Told(Progress):
    """Says on stdout how many articles are on disk."""

    def stored(self, articles: int) -> None:
        sys.stdout.write(f"{articles}\n")
        sys.stdout.flush()


def child(store: str, jobs: str, *sources: str) -> None:
    """A build in batches so small that several are needed."""
    loading._BATCH = SMALL_BATCH
    with Store.create(store) as made:
        build(map(Path, sources), made, load_extractor(), LATEST, Told(), processes(int(jobs)))


def prepared(folder: Path) -> World:
    """Build without any accident."""
    first, second = write_articles(folder / "1.jsonl", 0, BEGUN), write_articles(folder / "2.jsonl", BEGUN, FOLLOWING)
    built(folder / "begun", first)
    shutil.copytree(folder / "begun", folder / "whole")
    start = time.monotonic()
    subprocess.run(command(folder / "whole", 1, second), check=True, capture_output=True)
    seconds = time.monotonic() - start
    with Store.open(folder / "whole") as store:
        graphs = {ident: graph_of(store, ident) for ident in store.articles()}
    return World(
        folder=folder, first=first, second=second, begun=folder / "begun", first_ids=ids_of(first), ids=ids_of(second),
        graphs=graphs, whole=look(folder / "whole"), seconds=seconds,
    )  # fmt: skip


def ids_of(source: Path) -> tuple[str, ...]:
    """The ids of the articles of a file, in their order."""
    return tuple(item.id for item in read_source(source) if not isinstance(item, ReadError))


def graph_of(store: Store, ident: str) -> frozenset[ox.Quad]:
    """All that an article says."""
    return frozenset(store.quads(graph=article_iri(ident)))


def command(store: Path, jobs: int, *sources: Path) -> list[str]:
    """A build as a process of its own."""
    return [sys.executable, __file__, "child", str(store), str(jobs), *map(str, sources)]


def built(store: Path, *sources: Path) -> None:
    """Build in this process."""
    with Store.create(store) as made:
        build(sources, made, load_extractor(), LATEST)


def look(store: Path) -> str:
    """A digest of all that readers see."""
    with Store.open(store) as seen:
        return sha256(export(seen.engine, "nquads")).hexdigest()


def kills(world: World, count: int, chance: random.Random) -> Iterator[str]:
    """Violations of what must hold after `kill -9` of a first build, or of one that adds to a store."""
    stored = 0
    for number in range(count):
        store = world.folder / "killed"
        shutil.rmtree(store, ignore_errors=True)
        added = number % 3 > 0
        if added:
            shutil.copytree(world.begun, store)
        run = command(store, 1 + number % 2, *([world.second] if added else [world.first, world.second]))
        acknowledged = killed(run, chance.uniform(0, 1.05 * world.seconds))
        stored += acknowledged > 0
        sure = {*world.first_ids, *world.ids[:acknowledged]} if added else {*world.all_ids[:acknowledged]}
        yield from (f"kill {number}: {fault}" for fault in after_kill(world, store, sure, added=added))
    say(f"killed {count} builds, {stored} of them after articles had been acknowledged")


def killed(run: list[str], after: float) -> int:
    """How many articles a build acknowledged before it was killed."""
    with subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as running:
        time.sleep(after)
        running.kill()
        output = running.communicate()[0]
    for _ in range(100):
        try:
            os.killpg(running.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        os.killpg(running.pid, signal.SIGKILL)
        raise KgError("processes of a killed build live on")
    whole_lines = output.decode().rpartition("\n")[0].split()
    return int(whole_lines[-1]) if whole_lines else 0


def after_kill(world: World, store: Path, sure: set[str], *, added: bool) -> Iterator[str]:
    """What is wrong with a store whose writer was killed, when `sure` articles had been acknowledged."""
    yield from after_kill_readers(world, store, added=added)
    with Store.create(store) as opened:
        present = set(opened.articles())
        yield from (f"{ident} is half there" for ident in present if graph_of(opened, ident) != world.graphs[ident])
    if lost := sure - present:
        yield f"{len(lost)} acknowledged articles are lost"
    built(store, world.first, world.second)
    if look(store) != world.whole:
        yield "the repeated build differs from an undisturbed one"
    yield from faults(store)


def after_kill_readers(world: World, store: Path, *, added: bool) -> Iterator[str]:
    """Whether readers see what is neither before nor after the build."""
    try:
        with Store.open(store) as seen:
            if frozenset(seen.articles()) not in (frozenset(world.first_ids), frozenset(world.graphs)):
                yield "readers see half a build"
    except StoreError as error:
        if added:
            yield f"readers see nothing: {error}"


def full(world: World, count: int) -> Iterator[str]:
    """Violations of what must hold after no file could grow beyond a size."""
    largest = max(path.stat().st_size for path in (world.folder / "whole").rglob("*") if path.is_file())
    failed = 0
    for number in range(count):
        store = world.folder / "full"
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(world.begun, store)
        limit = int(256 * (largest / 256) ** ((number + 0.5) / count))
        done = subprocess.run(
            [*KG, "build", "-q", "-s", str(store), str(world.second)],
            preexec_fn=limited(limit), capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        failed += done.returncode != 0
        yield from (f"files of at most {limit} bytes: {fault}" for fault in after_full(world, store, done))
    say(f"let {count} builds reach the limit of a file's size, {failed} of them failed")


def limited(size: int) -> Callable[[], None]:
    """Sets the limit in a child."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def after_full(world: World, store: Path, done: "subprocess.CompletedProcess[str]") -> Iterator[str]:
    """What is wrong after a build that could not write."""
    if done.returncode not in {0, 1}:
        yield f"exit {done.returncode}"
    if done.returncode and (done.stderr.count("\n") != 1 or not done.stderr.startswith("kg: ")):
        yield f"says {done.stderr[:300]!r}"
    if done.returncode and not any(word in done.stderr for word in ("disk is full", "limit", "too large")):
        yield f"does not say why: {done.stderr[:300]!r}"
    if look(store) not in {look(world.begun), world.whole}:
        yield "readers see something else"
    built(store, world.second)
    if look(store) != world.whole:
        yield "the repeated build differs from an undisturbed one"


def writing(store: str, sources: list[str]) -> None:
    """A writer that builds one file after the other."""
    for source in sources:
        built(Path(store), Path(source))


def reads(world: World, count: int) -> Iterator[str]:
    """Violations of what must hold for readers beside a writer: each sees a finished state, never an earlier one."""
    sources = [write_articles(world.folder / f"part{n}.jsonl", 3 * n, 3 * n + 3) for n in range(FOLLOWING // 3)]
    states = []
    for source in sources:
        built(world.folder / "model", source)
        states.append(look(world.folder / "model"))
    store, seen, latest = world.folder / "busy", 0, 0
    rounds = 0
    while seen < count:
        rounds += 1
        shutil.rmtree(store, ignore_errors=True)
        built(store, sources[0])
        writer = get_context("spawn").Process(target=writing, args=(str(store), [str(path) for path in sources]))
        writer.start()
        latest = 0
        while writer.is_alive():
            found = look(store)
            seen += 1
            if found not in states[latest:]:
                yield f"read {seen}: no state that the writer has finished"
            else:
                latest = states.index(found)
        if writer.exitcode:
            yield f"the writer ended with {writer.exitcode}"
        if look(store) != states[-1]:
            yield "the last state is not the whole"
    say(f"read {seen} times beside writers that finished {rounds * len(sources)} states")


def second_writer(world: World) -> Iterator[str]:
    """Violations of what must hold for a second writer."""
    with Store.open(world.begun, write=True):
        done = subprocess.run(
            [*KG, "build", "-s", str(world.begun), str(world.second)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode != 1 or done.stderr.count("\n") != 1 or f"process {os.getpid()}, since" not in done.stderr:
        yield f"a second writer: exit {done.returncode}, {done.stderr!r}"
    say(f"a second writer was told: {done.stderr.strip()}")


def damages(world: World, count: int, chance: random.Random) -> Iterator[str]:
    """Violations of what must hold after bytes have changed, or files have been cut or lost: it is found."""
    for number in range(count):
        store = world.folder / "damaged"
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(world.begun, store)
        state = newest(store)
        assert state is not None
        path = chance.choice([path for path in state.rglob("*") if path.is_file() and path.stat().st_size])
        how = damaged(path, number, chance)
        try:
            found = list(faults(store))
        except Exception as error:
            yield f"{how} {path.name}: {type(error).__name__}: {error}"
            continue
        if not found:
            yield f"{how} {path.name}: not found"
    say(f"damaged {count} stores by a byte, a cut or a loss")


def damaged(path: Path, number: int, chance: random.Random) -> str:
    """Damage a file in one of three ways; which."""
    data = bytearray(path.read_bytes())
    if number % 3 == 0:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        return "changed a bit of"
    if number % 3 == 1:
        path.write_bytes(data[: chance.randrange(len(data))])
        return "cut"
    path.unlink()
    return "removed"


def say(text: str) -> None:
    """One line of the result."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def violations(kill: int, fill: int, read: int, damage: int, seed: int = 1) -> list[str]:
    """Everything that was wrong in so many trials of each kind."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        world = prepared(Path(name))
        return [
            *second_writer(world),
            *kills(world, kill, chance),
            *full(world, fill),
            *reads(world, read),
            *damages(world, damage, chance),
        ]


def main() -> int:
    """Run all, print all."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("kills", 200), ("full", 20), ("reads", 1000), ("damages", 100), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    found = violations(asked.kills, asked.full, asked.reads, asked.damages, asked.seed)
    for line in found:
        say(f"WRONG {line}")
    say(f"{len(found)} violations")
    return 1 if found else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child(*sys.argv[2:])
    else:
        sys.exit(main())
