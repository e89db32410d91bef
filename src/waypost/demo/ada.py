"""What Ada did over the last two years, in her own words."""

from __future__ import annotations

from waypost.demo.stories import Number, Story
from waypost.evidence.outcomes import OutcomeKind as Kind

ADA: tuple[Story, ...] = (
    Story(
        "payments",
        "Refund queue drained the same day",
        "Refunds waited up to four days because one worker took them in order of arrival and stopped at the first that"
        " failed. The queue is now split by bank, failures step aside, and what cannot be paid goes to a person"
        " the same"
        " morning.",
        "Found the cause from the queue's own ages, designed the split, built it, and moved the banks over one by one.",
        Kind.EFFICIENCY,
        "Customers have their money the next day and support is no longer asked where it is.",
        Number("Refunds paid the same day", "96", "340", "a day", "the quarter after", "ledger, daily count", 80),
        ("operations", "outcome", "code"),
        ("incident review", "Four days for a refund"),
    ),
    Story(
        "payments",
        "Ledger split without downtime",
        "The ledger held every movement since 2014 in one table, and month's end locked it. It is now split by"
        " month, and"
        " 2.1 billion rows moved in nineteen days while writes went on.",
        "Wrote the design and the migration, rehearsed it four times, and was on call for all nineteen days.",
        Kind.RISK,
        "Month's end no longer stops payments, and the table has room for years.",
        Number(
            "Minutes of locked payments at month's end", "38", "0", "minutes", "three months", "payment gateway log", 70
        ),
        ("design", "operations", "expertise"),
        ("design document", "Splitting the ledger by month"),
    ),
    Story(
        "payments",
        "Payments publish to the shared order schema",
        "Payments was the last team with an event format of its own. It now publishes to the schema that Fulfilment,"
        " Search and Storefront read, with the old format kept for one quarter.",
        "Agreed the three missing fields with the other teams, wrote the migration plan, moved the readers with them.",
        Kind.REACH,
        "Three teams deleted their translation of payment events.",
        Number("Translations of payment events", "3", "0", "services", "one quarter", "service register", 50),
        ("design", "direction", "collaboration"),
        ("decision record", "Payment events join the order schema"),
    ),
    Story(
        "payments",
        "A load model for the busiest week",
        "Nobody could say whether the ledger would hold the autumn sale. A model built from two years of traffic"
        " said it"
        " would, and where it would stop; both held.",
        "Built the model, named the limit, and had two indexes changed before the week.",
        Kind.RISK,
        "The busiest week passed without a change freeze.",
        Number(
            "Peak write rate foreseen within", "", "6", "per cent", "the sale week", "model against measured peak", 100
        ),
        ("expertise", "judgement", "design"),
        ("design document", "What the ledger bears"),
    ),
    Story(
        "payments",
        "Two engineers run month's end alone",
        "Month's end needed Ada. She wrote the runbook as a checklist with the reasons in it, and let two"
        " colleagues run"
        " three of them while she watched.",
        "Wrote the runbook, stood beside, then stayed away.",
        Kind.TALENT,
        "Month's end passes whoever is on call.",
        None,
        ("growing-others", "operations", "communication"),
        ("runbook", "Month's end, with reasons"),
    ),
    Story(
        "payments",
        "Finance sees fees per bank",
        "Finance negotiated bank fees on a yearly total. The ledger now shows them by bank and week.",
        "Asked finance what they negotiate with, added the dimension, and checked the first month with Gül's team.",
        Kind.COST,
        "Finance moved a third of the volume to a cheaper bank.",
        Number("Fees per thousand payments", "41", "33", "euros", "two quarters", "bank statements", 30),
        ("context", "outcome", "collaboration"),
        ("change", "Fees by bank and week"),
    ),
)
