"""STR005 and STR006: what was left in: placeholders, notes to oneself, and what is another company's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, PhraseRule, WholeRule
from waypost.lint.subject import Said, Subject
from waypost.lint.words.late import Late

_NOTE = r"tbd|tbc|tba|todo|fixme|wip|xxx+|placeholder|coming soon"
_DECIDED = r"(?:defined|determined|decided|written|confirmed|agreed|filled in|added)"
_NAMED = r"(?:company|team|product|manager|org|organi[sz]ation|department|project|your|employee)"
_CONTENT = r"(?:expected )?(?:text|content|description|expectations?|examples?|statements?|behaviou?rs?)"
_REST = r"[^\])>}\n]{0,30}"
_BRACKETED = (
    rf"{_NOTE}|your [\w ]{{2,20}}|insert {_REST}|{_NAMED}(?:'s)?[ _-]?name|company|"
    rf"fill in(?! (?:all|every|each|any|required)\b){_REST}|"
    rf"add (?:an? )?(?:examples?|more|details?|text|link){_REST}|"
    rf"needs? (?:an? )?(?:examples?|rewording|work|review){_REST}|examples? (?:needed|here|to come)"
)
_FORMS = (
    rf"(?m:^\W*(?:{_NOTE}|n/a|placeholder text|text coming soon|work in progress)\W*$)",
    r"(?m:^\W*(?:todo|fixme|tbd|tbc|tba|xxx+|wip|note to self|author'?s?\ note|editor'?s?\ note)\s*[:–—-]\s)",
    rf"[\[(<{{]\s*(?:{_BRACKETED})\s*[\])>}}]",
    rf"[\[(<{{]\s*(?:note to self|author'?s? note|editor'?s? note)\s*[:–—-]{_REST}[\])>}}]",
    r"\{\{[^}\n]*\}\}",
    r"\?\?\?+",
    r"(?<!\w)(?:tbd|tbc)(?!\w)",
    r"(?<!\w)(?:fixme|todo)\s*:\s",
    rf"(?m:(?<!\w)(?:still )?to be {_DECIDED}\W*$)",
    rf"(?m:^\W*to be (?:{_DECIDED}|completed)\b)",
    rf"(?m:^\W*(?:add|insert|write|put|copy|describe|enter) (?:the |some |more )?{_CONTENT} here\b)",
    r"(?m:^\W*(?:same|see|as) above\W*$)",
)
"""The forms that notes have."""


_SIGNS = (
    *("tbd", "tbc", "tba", "todo", "fixme", "wip", "xxx", "placeholder", "coming soon", "work in progress", "n/a"),
    "to self",
    *(
        "'s note",
        "rs note",
        "or note",
        "to be ",
        "???",
        "{{",
        "[",
        "<",
        "(add",
        "(insert",
        "(fill",
        "(need",
        "(example",
    ),
    *(" here", "above", "(your", "(company", "(team", "(product", "(manager", "(org", "(department", "(project"),
)
"""What stands in every form, so that few texts have to be held against them."""


class Placeholder(WholeRule):
    """Where the text is the note, or the note has the form that only notes have."""

    code = "STR005"
    name = "placeholder"
    severity = Severity.ERROR
    says = "A placeholder or a note of the author was left in."
    why = "People are judged by this text. What is not decided cannot be asked of anybody."
    decides = (
        "`TBD`, `to be defined`, `TODO:`, `fill in`, `[team name]`, `xxx`, `???`, `N/A` and the like, where they are "
        "the text or its beginning or end, or stand in brackets. Brackets in examples are silent."
    )
    parts = _SIGNS
    example = Example(bad="TBD: add something about incidents.", good="Ends an incident and finds its cause.")

    def whole(self, subject: Subject) -> Iterator[Finding]:
        for said in subject.saying(self.parts):
            for at in _FORM.finditer(said.text.lower()):
                words = said.text[at.start() : at.end()].strip()
                message = (
                    f"“{words}” is a note, and nothing that can be asked. Write the text, or leave the place blank"
                )
                yield self.finding(message, subject.span(said, *at.span()), said=said, words=(words,))


_FORM = Late("|".join(_FORMS))
_OWN = 2
_NAMES = (
    "Acme|Airbnb|Amazon|Apple|Artsy|Asana|Atlassian|Basecamp|Buffer|Carvago|CircleCI|Dropbox|Etsy|Facebook|"
    "Financial Times|Figma|GitHub|GitLab|Google|Gusto|HashiCorp|Intercom|Khan Academy|Kickstarter|Lattice|LinkedIn|"
    "Medium|Meta|Microsoft|Monzo|Mozilla|Netflix|Palantir|Patreon|Rent the Runway|Salesforce|Shopify|Slack|Songkick|"
    "Sourcegraph|Spotify|Square|Stripe|ThoughtWorks|Thoughtworks|Twitter|Uber|UNiDAYS|Wealthfront|Zalando"
)
_OF_ONES_OWN = (
    r"(?:core )?(?:values|mission|culture|leadership principles|principles|engineers|engineering|employees|teams|way "
    r"of|best practices|handbook|career|ladder|standards|leaders|community|expectations?|mindset)"
)
_PEOPLE = (
    "Dropboxer|Dropboxers|Googler|Googlers|Noogler|Nooglers|Amazonian|Amazonians|Facebooker|Facebookers|Monzonaut|"
    "Monzonauts|Googleyness|Shopifolk|Netflixer|Netflixers|Microsofties|Airbnber|Airbnbers"
)
_COMPANY = (
    rf"\b(?:at|across|within|outside of|inside|joins?|joined|represents?|representing|throughout|beyond) ({_NAMES})\b"
    rf"(?!'s? (?:API|SDK))(?! (?:API|Cloud|Analytics|Ads|Web|Actions|Pages|Docs|Drive|CI|issues))"
    rf"|\b({_NAMES})(?:'s|’s)? {_OF_ONES_OWN}\b"
    rf"|\b(?:values|mission|culture|principles) of ({_NAMES})\b"
    rf"|\b({_PEOPLE})\b"
)
_NAMED_SMALL = tuple(f"{_NAMES}|{_PEOPLE}".lower().split("|"))
_FILLERS = ("lorem ipsum", "dolor sit amet", "consectetur adipiscing", "sed do eiusmod")


class CopiedLadder(PhraseRule):
    """A company that a ladder speaks of as its own and that the ladder does not belong to."""

    code = "STR006"
    name = "left-over-of-a-copied-ladder"
    says = "The text names another company as if it were one's own, or is filler."
    why = "Readers see that the bar was made for somebody else, and stop believing that it is theirs."
    decides = (
        "Names of companies whose ladders are published, where the text speaks of working there (`at Dropbox`, "
        "`GitLab's values`, `Googlers`); `lorem ipsum`. Silent where the name is in the title, owner or file, is in "
        "the vocabulary of the configuration, or is met more than twice: then it is one's own. A product of such a "
        "company is no leftover."
    )
    example = Example(
        bad="Lives the values of Dropbox and represents Dropbox outside.", good="Gives talks about our work outside."
    )

    phrases = dict.fromkeys((*(f"{name}{end}" for name in _NAMED_SMALL for end in ("", "'s", "’s")), *_FILLERS), "")

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if phrase in _FILLERS:
            message = f"“{said.text[start:end]}” is filler. Write what is asked"
            return self.finding(message, subject.span(said, start, end), said=said, words=(said.text[start:end],))
        found = next((at for at in re.finditer(_COMPANY, said.text) if at.start() <= start < at.end()), None)
        name = phrase.removesuffix("'s").removesuffix("’s")
        if found is None or subject.joined.text.count(name) > _OWN or self._is_own(subject, name):
            return None
        words = found.group()
        message = f"“{words}” names another company. Say it of your own, or leave the name out"
        return self.finding(message, subject.span(said, *found.span()), said=said, words=(words,))

    def _is_own(self, subject: Subject, name: str) -> bool:
        framework = subject.framework
        about = " ".join((framework.name, framework.title, framework.owner, framework.about, *subject.sources)).lower()
        return name[:5] in about.replace(" ", "") or name in {word.lower() for word in self.settings.vocabulary}
