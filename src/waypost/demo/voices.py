"""What people of the demo write in assessments and reviews, by criterion: a voice for each who speaks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# {work} is the title of a claim that speaks to the criterion, or the team's work where none does.
SELF: Mapping[str, str] = MappingProxyType(
    {
        "design": "{work} is the design I would show first. I wrote down what fails and what happens then; the review"
        " changed one thing, the order in which we move the readers.",
        "code": "I left the modules around {work} with tests that run without the database. The next change there was made"
        " by somebody who had never seen them.",
        "operations": "After {work} I rewrote the alarms so that they say what to do. Two of them have rung since, and whoever"
        " was on call did not need me.",
        "direction": "I wrote the options for {work} down before we chose, and said which one I would regret. We took the"
        " slower one and I still think so.",
        "expertise": "For {work} I read further than I needed to and gave the team two evenings on it. It is the subject I am"
        " asked about by other teams.",
        "outcome": "{work} changed a number that somebody outside engineering watches. I measured before I began, which I had"
        " not done earlier.",
        "context": "I asked who waits for {work} and what it is worth to them before building it. The answer changed its order.",
        "judgement": "We did not know enough when {work} began. I said what would make me stop, and looked on the day I had"
        " named.",
        "delivery": "{work} came in four pieces that each were of use. The third slipped a week, and I said so when I knew it.",
        "communication": "I wrote {work} up so that people who were not in the room could act on it. Product asked me to"
        " present it; that was harder than writing it.",
        "collaboration": "{work} needed two other teams. I went to them with a draft and left with a better one.",
        "growing-others": "I paired on {work} with a colleague who now carries it alone.",
        "team-health": "Nobody in the team was called at night twice in one week this half-year; before it was four times.",
        "building-teams": "We hired two people against a written role and both said the work is what we had told them.",
    }
)
MANAGER: Mapping[str, str] = MappingProxyType(
    {
        "design": "Reviewers of {work} approved it after one round. What I look for at the next level, that others build on it"
        " and it holds, I have seen once.",
        "code": "Changes come small and can be taken back alone. The testing practice of the team is better for it.",
        "operations": "Two incidents since {work}; both were handled by others from what was written down.",
        "direction": "The choice in {work} was argued in writing and has not been reopened. I would like to see the same for"
        " something nobody asked for.",
        "expertise": "Other teams come with questions about it, and they go away with an answer they can use.",
        "outcome": "The number moved and the owner of that number confirms it. This was the gap a year ago; I no longer see it.",
        "context": "Asks what a piece of work is for before beginning, and has twice proposed to drop it.",
        "judgement": "Says early what is not known. {work} was stopped for a week for a good reason and then went on.",
        "delivery": "Agreed dates hold, and where one did not I heard of it first.",
        "communication": "Writes so that people act. Speaking to people outside engineering is steady with preparation, not yet"
        " without.",
        "collaboration": "The teams beside us ask for them by name.",
        "growing-others": "One colleague took over what was theirs alone before. That was planned and took a quarter.",
        "team-health": "The load is shared and visible; people take their holidays.",
        "building-teams": "Hires against a written role and lets others lead the interviews.",
    }
)
PEER: Mapping[str, str] = MappingProxyType(
    {
        "design": "I build on {work}. The contract has not moved under me, and the one time it had to, I had a month.",
        "code": "I reviewed parts of it. Each change did one thing.",
        "operations": "I was on call for it. The runbook said what to look at and in which order.",
        "direction": "We disagreed about it. They wrote my argument down better than I had.",
        "expertise": "I asked about it twice and understood it afterwards.",
        "outcome": "My team notices the difference every day.",
        "context": "They knew what it was worth to us before I did.",
        "judgement": "They told us the day they were no longer sure.",
        "delivery": "What we waited for came when they had said.",
        "communication": "The written part is clear. In the meeting with product I had to explain why it mattered.",
        "collaboration": "They came with a draft and took our changes in.",
        "growing-others": "I learned how to read the query plans from them.",
        "team-health": "I would work there.",
        "building-teams": "I led an interview for them; it was well prepared.",
    }
)
# A reviewer's reasons, by what they rate.
REASONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "none": (
            "I found nothing in the packet that shows it at this level. What is there speaks of the team's own service.",
        ),
        "partly": (
            "One example shows it; I would like to see it a second time without somebody asking for it.",
            "It is there within the team. The expectation speaks of several teams, and I see one.",
            "The work is good. What came of it is told, not shown.",
        ),
        "meets": (
            "Shown twice, a quarter apart, and confirmed by the people it was for.",
            "The design held while others changed their parts; two peers say so independently.",
            "This is what the expectation asks for, at its scope, and the number is confirmed.",
        ),
        "beyond": ("This already settles how other teams work, and they say so themselves.",),
    }
)
