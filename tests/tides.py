"""A history of twenty-two commits: branches, renames, a moved folder, a reformatting commit."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

from histories import Repository

from codex_tools.rules._samples import claim, source

SOURCE = "inbox/archive/s.md"
TEXTS = {
    "tides": "The height of the tide doubles when the sun and the moon stand in one line. It does "
    "so twice in each month, in all the harbours of the coast, as the tables of two years"
    " show.",
    "moon": "The moon pulls the water of the sea towards itself, more than the sun does, since it"
    " is so much nearer. What is far away pulls with a force that falls with the cube of "
    "its distance.",
    "harbour": "A ferry that leaves at low water runs late, for it has to wait until there is "
    "water enough below its keel. The log of the harbour has each of these delays of one whole "
    "year.",
    "wind": "A storm that blows from the sea for a day moves more water into a bay than any tide."
    " The gauges at the head of the bay show it in each of the seven storms that they "
    "went through.",
    "lag": "High water comes an hour and a half after the moon has passed, since the water has "
    "to flow through the strait. The lag is the same on all days, whatever the height of "
    "the tide is.",
    "neaps": "When the sun and the moon stand at right angles the tides are low, for one takes "
    "from the other what it gives. The tables show the lowest of them at the quarters of "
    "the moon.",
    "storm": "The seven storms of the year came with low pressure, which lifts the water by "
    "itself. A millibar less is a centimetre more, and there were forty of them in the "
    "strongest storm.",
    "pull": "On the side of the earth that turns away from the moon the water stands as high as "
    "below it, for the earth is pulled away from it. Both are seen in the tables, twelve "
    "hours apart.",
}


class Tides(Repository):
    """The repository, with the names of some of its commits."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.folder = "domains/old"
        self.names = {name: name for name in TEXTS}
        self.texts = dict(TEXTS)
        self.fields: dict[str, dict[str, str]] = {name: {} for name in TEXTS}
        self.is_set_anew = False
        self.commits: dict[str, str] = {}

    def claim(self, name: str) -> tuple[str, str]:
        """The path of a claim and its file, as they are to be written now."""
        text = self.texts[name]
        fields = {key: self._listed(key, value) for key, value in self.fields[name].items()}
        if self.is_set_anew:
            text = fill(text.replace("water", "*water*"), 40, break_on_hyphens=False)
        return f"{self.folder}/{self.names[name]}.md", claim(f"{text}\n", **fields)

    def _listed(self, key: str, value: str) -> str:
        if key == "confidence":
            return value
        items = [self.names.get(item, item) for item in value.split()]
        if key == "reweave_edges":
            items = [f"{self.names[value.split('|')[0]]}|{value.partition('|')[2]}"]
        if self.is_set_anew or key == "reweave_edges":
            return "".join(f"\n  - '{item}'" for item in items)
        return f"[{', '.join(items)}]"

    def save(self, *names: str, label: str = "") -> None:
        """Commit claims as they are now."""
        self.commits[label or str(len(self.commits))] = self.commit(dict(map(self.claim, names)))

    def add(self, name: str, **fields: str) -> None:
        """Commit a new claim."""
        self.fields[name] = fields
        self.save(name, label=f"{name} is new")

    def rename(self, name: str, new: str) -> None:
        """Commit a rename, with the references that follow it."""
        self.move(self.claim(name)[0], f"{self.folder}/{new}.md")
        self.names[name] = new
        written = [each for each in TEXTS if (self.root / self.claim(each)[0]).exists()]
        self.save(*written, label=f"{name} is renamed")


def tides(root: Path) -> Tides:
    """Build the history. Suspect in the end are the edges of moon, neaps, lag and storm."""
    made = Tides(root)
    made.fields["tides"] = made.fields["moon"] = {"sourced_from": "s"}
    made.write({SOURCE: source()})
    made.save("tides", label="first")
    made.add("moon", supports="tides", sourced_from="s")
    made.add("harbour", depends_on="tides")
    made.add("lag", depends_on="moon")
    made.add("wind", challenges="tides", sourced_from="s")
    made.git("checkout", "-q", "-b", "side")
    made.add("neaps", supports="tides")
    made.texts["neaps"] += " Nobody doubts it."
    made.save("neaps")
    made.git("checkout", "-q", "main")
    made.texts["tides"] = made.texts["tides"].replace("doubles", "rises by a fifth")
    made.save("tides", label="tides is reworded")
    made.commits["side is merged"] = made.merge("side")
    made.rename("tides", "spring-tides")
    made.fields["harbour"]["reweave_edges"] = f"tides|depends_on|{made.day.isoformat()}"
    made.save("harbour", label="harbour is confirmed")
    made.is_set_anew = True
    made.save("tides", "moon", "harbour", "lag", "wind", "neaps", label="set anew")
    made.move(made.folder, "domains/water")
    made.folder = "domains/water"
    made.save(label="folder is moved")
    made.texts["tides"] += " [[the-moon-again]] [[moon]]"
    made.save("tides", label="tides has links")
    made.fields["moon"]["confidence"] = "proven"
    made.save("moon", label="moon is proven")
    made.add("pull", supports="moon")
    made.add("storm", supports="wind")
    made.commits["source is processed"] = made.commit({SOURCE: source(status="processed")})
    made.git("checkout", "-q", "-b", "renaming")
    made.rename("moon", "the-moon")
    made.git("checkout", "-q", "main")
    made.texts["wind"] = made.texts["wind"].replace("any tide", "a neap tide")
    challenged = made.fields["wind"].pop("challenges")
    made.save("wind", label="wind is reworded")
    made.commits["renaming is merged"] = made.merge("renaming")
    made.fields["wind"]["challenges"] = challenged
    made.save("wind", label="wind challenges again")
    return made


SUSPECT = {
    ("moon", "supports", "tides", ("text",)),
    ("neaps", "supports", "tides", ("text",)),
    ("lag", "depends_on", "moon", ("confidence",)),
    ("storm", "supports", "wind", ("text",)),
}
