"""The questions and tasks, with the answers that people gave after reading the base."""

from __future__ import annotations

from typing import NamedTuple

FOLDER = "domains/ai-alignment"
ARCHIVE = "inbox/archive/ai-alignment"
SWARM = "2026-03-01-swarm-ai-model-size-vs-escalation"
REPORT = "2026-04-11-failure-first-inverse-scaling-law-of-safety-report-353"
PAPER = "2026-01-30-hagele-hot-mess-of-ai-arxiv-2601-23045"
RIVALS = "2026-01-20-vijayaraghavan-team-of-rivals-arxiv-2601-14351"
COMMENTS = "2026-02-03-hacker-news-misalignment-scaling-discussion"
POOLED = "pooled-jailbreak-data-show-larger-models-as-safer"
MATCHED = "within-matched-lineages-larger-models-are-attacked-slightly-more-successfully"
LONGER = "longer-reasoning-and-action-sequences-make-model-errors-more-incoherent"
BUDGETS = "larger-reasoning-budgets-slightly-reduce-incoherence-in-most-reasoning-models"
CAPABILITY = "as-capability-grows-the-failures-that-remain-on-hard-tasks-become-less-coherent"
REFUSAL = (
    "refusal-of-adversarial-instructions-comes-from-safety-training-and-not-from-parameter-count"
)
ENSEMBLES = "ensembling-cuts-variance-in-proportion-to-ensemble-size-and-leaves-bias-untouched"
OVERSHOOT = "in-escalation-games-small-models-overshoot-their-signals-far-more-than-large-models-do"
SLOPES = "slopes-with-r-squared-below-five-hundredths-should-not-be-read-as-scaling-trends"
RIVAL_CLAIM = "a-team-of-rival-agents-intercepts-most-errors-before-a-user-sees-them"


class Find(NamedTuple):
    """Which claim says something: the words that somebody would look for, and its name."""

    words: str
    answer: str


class Judge(NamedTuple):
    """Whether a claim stands, and what challenges it."""

    claim: str
    standing: str
    challengers: frozenset[str]


class Count(NamedTuple):
    """From how many documents the evidence of a claim comes."""

    claim: str
    answer: int


class Fall(NamedTuple):
    """Which claims are left without evidence when a source is retired."""

    source: str
    answer: frozenset[str]


class Exist(NamedTuple):
    """Whether a claim says something, or denies it: its name, or the empty text."""

    statement: str
    answer: str


class Add(NamedTuple):
    """A claim that is to be added from a source, with a claim that it challenges or supports."""

    title: str
    source: str
    confidence: str
    description: str
    body: str
    relation: str = ""
    other: str = ""


class Repair(NamedTuple):
    """A fault in a file: the text that stands there instead of what should, and what is told."""

    path: str
    right: str
    wrong: str
    told: str


Task = Find | Judge | Count | Fall | Exist | Add | Repair

FINDS = (
    Find(
        "Qwen hump mid-sized easiest attack",
        "in-the-qwen-lineage-mid-sized-models-are-the-easiest-to-attack",
    ),
    Find(
        "historical jailbreaks 0.843",
        "historical-jailbreaks-are-the-one-attack-set-where-size-explains-most-of-the-variance",
    ),
    Find(
        "nuclear escalation neutral larger",
        "larger-models-reach-nuclear-escalation-more-often-under-neutral-instructions",
    ),
    Find("ensemble size variance bias", ENSEMBLES),
    Find(
        "survey judged intelligent coherent",
        "entities-judged-more-intelligent-are-independently-judged-less-coherent",
    ),
    Find("rival agents intercept errors", RIVAL_CLAIM),
    Find(
        "Llama vintage family comparison",
        "training-vintage-confounds-size-comparisons-even-inside-one-model-family",
    ),
    Find(
        "accident blame responsibility developers",
        "calling-failures-accidents-shifts-responsibility-away-from-developers",
    ),
)
JUDGES = (
    Judge(POOLED, "defeated", frozenset({SLOPES, MATCHED})),
    Judge(
        BUDGETS,
        "stands",
        frozenset(
            {"raising-the-reasoning-level-made-agents-explore-more-and-cohere-less-in-practice"}
        ),
    ),
    Judge(
        LONGER,
        "stands",
        frozenset({"incoherence-measured-on-older-models-may-not-hold-for-the-current-frontier"}),
    ),
    Judge(
        CAPABILITY,
        "defeated",
        frozenset(
            {
                "large-models-fail-coherently-in-escalation-games-because-their-actions-match-their-signals",
                "the-effect-of-model-scale-on-incoherence-depends-on-the-experiment-so-no-general-law-follows",
            }
        ),
    ),
    Judge(
        REFUSAL,
        "defeated",
        frozenset(
            {
                "one-refusing-model-out-of-six-cannot-separate-safety-training-from-other-vendor-differences"
            }
        ),
    ),
)
COUNTS = (Count(CAPABILITY, 3), Count(POOLED, 1))
FALLS = (Fall(RIVALS, frozenset({RIVAL_CLAIM})),)
EXISTS = (
    Exist("Longer reasoning and action sequences make model errors less incoherent", LONGER),
    Exist("Ensembling cuts variance and leaves bias untouched", ENSEMBLES),
    Exist("Within matched lineages larger models are attacked less successfully", MATCHED),
    Exist("In escalation games small models overshoot their signals", OVERSHOOT),
    Exist("Quantised models answer faster on consumer hardware", ""),
    Exist("Citation counts predict which studies replicate", ""),
)
ADDS = (
    Add(
        "Mirror matches say nothing about play between different models",
        SWARM,
        "likely",
        "All 120 matches set a model against a copy of itself, so no players differ",
        "The study plays each model against itself only.",
    ),
    Add(
        "Comment threads overrepresent practitioners with failures to report",
        COMMENTS,
        "speculative",
        "Nobody posts about a run without incident, so the thread is no sample of runs",
        "The comments are from people who met a failure.",
    ),
    Add(
        "Graded attack results from one team share one definition of success",
        REPORT,
        "likely",
        "A strict grader counts fewer successes everywhere, which moves levels and may move slopes",
        "All 37,130 results went through one grading scheme.",
        "challenges",
        POOLED,
    ),
    Add(
        "Variance can be measured by repeating one question many times",
        PAPER,
        "likely",
        "The design of the paper needs repeated samples of the same input, and no more labels",
        "Samples are repeated for each question, and variance is taken over them.",
        "supports",
        LONGER,
    ),
)
REPAIRS = (
    Repair(
        f"{ARCHIVE}/{RIVALS}.md",
        f"  - {RIVAL_CLAIM}\n",
        "",
        f"{FOLDER}/{RIVAL_CLAIM}.md: PV001 {ARCHIVE}/{RIVALS}.md does not name this file in "
        "`claims_extracted`",
    ),
    Repair(
        f"{FOLDER}/{POOLED}.md",
        f"  - {SLOPES}\n",
        "",
        f"{FOLDER}/{SLOPES}.md: ED006 {FOLDER}/{POOLED}.md does not name this file in "
        "`challenged_by`",
    ),
    Repair(
        f"{FOLDER}/{MATCHED}.md",
        "confidence: experimental",
        "confidence: experimentel",
        f"{FOLDER}/{MATCHED}.md: SC003 `confidence` may not be `experimentel`",
    ),
    Repair(
        f"{FOLDER}/{ENSEMBLES}.md",
        "running-a-prompt-several-times-is-a-practical-remedy-for-incoherent-failures",
        "running-a-prompt-several-times-is-a-practical-remedy-for-incoherent-failurs",
        f"{FOLDER}/{ENSEMBLES}.md: RF007 `supports` names no document: "
        '"running-a-prompt-several-times-is-a-practical-remedy-for-incoherent-failurs"',
    ),
)
TASKS: dict[str, tuple[Task, ...]] = {
    "find": FINDS,
    "why": (*JUDGES, *COUNTS, *FALLS),
    "does it exist": EXISTS,
    "add a claim": ADDS,
    "repair": REPAIRS,
}
