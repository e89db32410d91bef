"""Work that people of the demo did: stories with an outcome, a number and somebody who can confirm it."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.evidence.outcomes import OutcomeKind as Kind


@dataclass(frozen=True, slots=True)
class Number:
    """A metric as somebody would type it."""

    name: str
    baseline: str
    result: str
    unit: str
    period: str
    how: str
    share: int


@dataclass(frozen=True, slots=True)
class Story:
    """One claim: which team's work it is, what came of it, and the criteria it speaks to."""

    team: str
    title: str
    what: str
    part: str
    kind: Kind
    outcome: str
    number: Number | None
    criteria: tuple[str, ...]
    product: tuple[str, str]  # kind, title


STORIES: tuple[Story, ...] = (
    Story(
        "payments",
        "Card retries follow the bank's answer",
        "A declined card was tried again four times at fixed intervals, whatever the bank had said. Retries now"
        " depend on"
        " the decline code, and hard declines stop at once.",
        "Read two months of decline codes, wrote the table of what to do for each, built it behind a switch.",
        Kind.REVENUE,
        "More renewals go through without anybody writing to the customer.",
        Number(
            "Renewals recovered", "61", "74", "per cent", "six weeks", "billing export, same weeks a year before", 70
        ),
        ("code", "outcome", "judgement"),
        ("change", "Retry by decline code"),
    ),
    Story(
        "payments",
        "Bank statements are matched overnight",
        "Finance matched bank statements to orders by hand on Mondays. A job now matches them each night and"
        " leaves only"
        " what does not fit.",
        "Sat with finance for two Mondays, then designed the matching rules with them and built the job.",
        Kind.EFFICIENCY,
        "Finance closes the week a day earlier and looks only at what is odd.",
        Number("Hours of matching", "11", "1.5", "hours a week", "two months", "finance's own time sheet", 80),
        ("outcome", "context", "collaboration"),
        ("design document", "Matching statements to orders"),
    ),
    Story(
        "search",
        "Synonyms come from what people click",
        "The synonym list was kept by hand and a year old. Pairs are now proposed from sessions where people searched"
        " again and then bought, and merchandisers accept or refuse them.",
        "Built the extraction and the page where merchandisers decide; the ranking change was Jun's.",
        Kind.REVENUE,
        "Searches that used to end on an empty page lead to an order.",
        Number(
            "Empty result pages",
            "8.2",
            "4.9",
            "per cent of searches",
            "eight weeks",
            "search log, holdout of a tenth",
            60,
        ),
        ("design", "outcome", "collaboration"),
        ("design document", "Synonyms from sessions"),
    ),
    Story(
        "search",
        "Index builds resume where they stopped",
        "A failed index build started from nothing and lost a night. Builds now write their progress and take it"
        " up again.",
        "Designed the checkpoints, wrote the recovery drill and ran it with the team.",
        Kind.RISK,
        "A failed night no longer means a day of stale prices.",
        Number("Days with stale prices", "5", "0", "days a quarter", "one quarter", "freshness alarm", 90),
        ("operations", "design", "code"),
        ("incident review", "The night the index did not build"),
    ),
    Story(
        "fulfilment",
        "One schema for order events",
        "Four teams published order events with four meanings of the same field. They now publish one schema that is"
        " checked before a service starts.",
        "Wrote the schema with the four teams, and moved the first two publishers.",
        Kind.RISK,
        "Orders no longer stop because a field means something else.",
        Number("Incidents from mismatched fields", "11", "2", "a quarter", "two quarters", "incident register", 50),
        ("design", "direction", "collaboration"),
        ("decision record", "One schema for order events"),
    ),
    Story(
        "fulfilment",
        "Parcels are split before they are too heavy",
        "Parcels over the carrier's limit came back and were sent twice. The packing step now splits them when"
        " the order is"
        " placed.",
        "Found the pattern in the returns, agreed the rule with the warehouse, shipped it warehouse by warehouse.",
        Kind.COST,
        "Fewer parcels travel twice.",
        Number("Returned overweight parcels", "420", "35", "a month", "three months", "carrier invoice", 80),
        ("outcome", "delivery", "context"),
        ("change", "Split parcels at order time"),
    ),
    Story(
        "platform",
        "Builds share what they have compiled",
        "Every branch compiled everything. A shared cache keeps what has not changed, signed so that nobody can put"
        " anything into it from a laptop.",
        "Chose the cache after measuring three, wrote the signing, and moved the twelve slowest repositories.",
        Kind.EFFICIENCY,
        "A change is tested before its author has forgotten it.",
        Number("Median build", "17", "6", "minutes", "one month", "build log, all repositories", 75),
        ("code", "expertise", "outcome"),
        ("design document", "A signed build cache"),
    ),
    Story(
        "platform",
        "Deploys can be undone by whoever is on call",
        "Undoing a deploy needed the platform team. Each service now keeps its last three versions warm and"
        " anybody on call"
        " can go back to one.",
        "Led the design, wrote the controller, and rehearsed it with six teams.",
        Kind.RISK,
        "A bad deploy lasts minutes instead of the better part of an hour.",
        Number("Time to go back", "41", "4", "minutes", "two quarters", "incident register, median", 70),
        ("operations", "design", "growing-others"),
        ("talk", "Going back is a feature"),
    ),
    Story(
        "platform",
        "Idle test machines go to sleep",
        "Test environments ran day and night. They now stop when nobody has used them for an hour and start on"
        " the first"
        " request.",
        "Built it alone in a fortnight, then asked each team before turning it on for them.",
        Kind.COST,
        "The same environments cost less than half.",
        Number("Hosting of test environments", "26000", "11000", "euros a month", "three months", "cloud invoice", 100),
        ("outcome", "operations", "context"),
        ("change", "Sleep when idle"),
    ),
    Story(
        "data",
        "Reports say how old they are",
        "People decided on yesterday's numbers without knowing. Every report now shows when its newest row arrived and"
        " turns amber when that is late.",
        "Proposed it after a wrong purchase, defined freshness with each owner, built the check.",
        Kind.RISK,
        "Purchasing stopped ordering on stale stock levels.",
        Number("Orders placed on stale stock", "9", "1", "a month", "one quarter", "purchasing's corrections", 60),
        ("design", "communication", "outcome"),
        ("design document", "Freshness as a contract"),
    ),
    Story(
        "data",
        "Customer success sees who is about to leave",
        "The nightly pipeline finished at ten in the morning, too late to call anybody that day. It now finishes before"
        " five, and the list of customers at risk is ready when the first call is made.",
        "Rewrote the two slowest joins and moved the pipeline to incremental loads.",
        Kind.REVENUE,
        "Customer success calls the same day, and some of those customers stay.",
        Number("Customers kept after a call", "18", "27", "a month", "one quarter", "customer success register", 40),
        ("code", "outcome", "collaboration"),
        ("change", "Incremental loads"),
    ),
    Story(
        "security",
        "Service keys change by themselves",
        "Keys between services were two years old because nobody dared to change them. They are now issued for a"
        " day and"
        " changed without a restart.",
        "Threat model, design, and the library that every service uses.",
        Kind.RISK,
        "A leaked key is worth nothing the next day.",
        Number("Keys older than 30 days", "143", "0", "keys", "two quarters", "key inventory", 80),
        ("expertise", "design", "operations"),
        ("design document", "Keys that live for a day"),
    ),
    Story(
        "security",
        "Single sign-on for business customers",
        "Larger customers could not sign in with their own accounts and said so in every tender. They can now,"
        " with three"
        " identity providers tested each night.",
        "Built the token exchange and its test bench; the settings pages were Mobile's.",
        Kind.CAPABILITY,
        "Sales may answer yes to a question that used to end tenders.",
        Number("Tenders passing the security questions", "3", "10", "of 12", "two quarters", "sales register", 50),
        ("outcome", "context", "code"),
        ("change", "Token exchange for single sign-on"),
    ),
    Story(
        "mobile",
        "The app opens on a bad connection",
        "The first screen waited for six answers from the server. It now shows what it had last time and fills"
        " in the rest.",
        "Measured start-up on four old phones, designed what may be stale and for how long, built it on both"
        " platforms.",
        Kind.USERS,
        "People in trains get to their orders.",
        Number(
            "Starts under two seconds",
            "58",
            "88",
            "per cent",
            "six weeks",
            "app telemetry, slowest third of phones",
            70,
        ),
        ("design", "outcome", "judgement"),
        ("talk", "What may be old, and for how long"),
    ),
    Story(
        "mobile",
        "Screen readers read the whole checkout",
        "Three steps of the checkout said nothing to a screen reader. All of them speak now, and a test keeps it so.",
        "Worked through it with two customers who use one, fixed it, and wrote the checks the other teams now run.",
        Kind.USERS,
        "Blind customers finish an order without calling us.",
        Number("Calls to place an order", "37", "6", "a month", "three months", "support tickets by tag", 100),
        ("expertise", "outcome", "growing-others"),
        ("change", "A checkout that speaks"),
    ),
    Story(
        "storefront",
        "Product pages load their pictures in order",
        "Pages fetched every picture at once and showed none of them for seconds. They now fetch what is on the screen"
        " first.",
        "Profiled the slowest hundred pages, built the loader, and removed the old one everywhere.",
        Kind.USERS,
        "People see the product before they give up.",
        Number("Largest picture shown", "4.1", "1.7", "seconds", "one month", "field data, 75th percentile", 80),
        ("code", "outcome"),
        ("change", "Pictures in order"),
    ),
    Story(
        "storefront",
        "Prices are right on the first try",
        "A price could change between the page and the basket. Both now read the same offer, valid for a quarter"
        " of an hour.",
        "Wrote down the four places that computed a price, and replaced them by one with Payments.",
        Kind.TESTIMONY,
        "Support no longer apologises for prices; they said so at the quarterly review.",
        None,
        ("design", "collaboration", "communication"),
        ("design document", "One offer, one price"),
    ),
)

# Work whose outcome is somebody's word or how far it reached; any team has some.
BETWEEN_TEAMS: tuple[Story, ...] = (
    Story(
        "",
        "One way to retry, agreed by four teams",
        "Four services retried each other and made every incident longer. The teams now share one retry budget, written"
        " down with the reasons and checked when a service starts.",
        "Wrote the first draft, collected the four objections, and moved my own team first.",
        Kind.REACH,
        "Four teams took the budget over and removed their own.",
        None,
        ("direction", "collaboration", "communication", "design"),
        ("decision record", "One retry budget"),
    ),
    Story(
        "",
        "Support reads the status page and not the channel",
        "Support asked in our channel what was broken. The status page now says it in their words, from the same alarms we"
        " look at.",
        "Sat with support for a day, rewrote the messages with them, and connected the alarms.",
        Kind.TESTIMONY,
        "Support says that the question has stopped; their lead wrote so to the whole department.",
        None,
        ("operations", "communication", "context"),
        ("change", "Status in support's words"),
    ),
    Story(
        "",
        "A reading group that ended in a library",
        "Six engineers of three teams read about queues every second week. What they agreed on became a small library with"
        " the arguments in its manual.",
        "Began the group, wrote two of the chapters, and handed it over after a year.",
        Kind.ALIGNMENT,
        "The objective to halve the number of queue clients was met with it.",
        None,
        ("expertise", "growing-others", "code"),
        ("talk", "What we learned about queues"),
    ),
)

SCOPE_DOCUMENT = """## What I own

{systems}

## The problem that lies between teams

{problem}

## What changed since last quarter

{change}

## What came of it

{result}
"""
