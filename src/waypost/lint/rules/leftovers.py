"""STR005 and STR006: what was left in: placeholders, notes to oneself, and what is another company's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, PatternRule, Scope, WholeRule
from waypost.lint.subject import Said, Subject


class Placeholder(PatternRule):
    """Where the text is the note, or the note has the form that only notes have."""

    code = "STR005"
    name = "placeholder"
    severity = Severity.ERROR
    says = "A placeholder or a note of the author was left in."
    why = "People are judged by this text. What is not decided cannot be asked of anybody."
    decides = (
        "`TBD`, `to be defined`, `TODO:`, `fill in`, `[team name]`, `xxx`, `???` and the like, where they are the text "
        "or its beginning or end, or stand in brackets. Brackets in examples are silent."
    )
    example = Example(bad="TBD: add something about incidents.", good="Ends an incident and finds its cause.")
    pattern = re.compile(
        r"""
        (?m:^\W*(?:tbd|tbc|tba|todo|fixme|wip|xxx+|placeholder|(?:text\ )?coming\ soon|work\ in\ progress)\W*$)
        | (?m:^\W*(?:todo|fixme|tbd|tbc|tba|xxx+|wip|note\ to\ self|author'?s?\ note|editor'?s?\ note)\s*[:–—-]\s)
        | [\[(<{]\s*(?:tbd|tbc|tba|todo|fixme|wip|xxx+|placeholder|coming\ soon|your\ [\w ]{2,20}|insert\ [^\])>}\n]{2,40}
            |(?:company|team|product|manager|org|organi[sz]ation|department|project|your|employee)(?:'s)?[ _-]?name|company|fill\ in[^\])>}\n]{0,30}
            |add\ (?:an?\ )?(?:examples?|more|details?|text|link)[^\])>}\n]{0,30}|needs?\ (?:an?\ )?(?:examples?|rewording|work|review)[^\])>}\n]{0,30}
            |examples?\ (?:needed|here|to\ come))\s*[\])>}]
        | \{\{[^}\n]*\}\} | \?\?\?+ | (?<!\w)(?:tbd|tbc)(?!\w) | (?<!\w)lorem\ ipsum(?!\w)\ placeholder
        | (?m:(?<!\w)(?:still\ )?to\ be\ (?:defined|determined|decided|written|confirmed|agreed|filled\ in|added)\W*$)
        | (?m:^\W*to\ be\ (?:defined|determined|decided|written|confirmed|agreed|filled\ in|added|completed)\b)
        | (?m:(?<!\w)(?:fixme|todo)\s*:\s)
        | (?m:^\W*(?:add|insert|write|put|copy)\ (?:the\ |some\ |more\ )?(?:text|content|description|expectations?|examples?|statement)s?\ here\b)
        | (?m:^\W*(?:same|see|as)\ above\W*$)
        """,
        re.VERBOSE,
    )

    def match(self, subject: Subject, said: Said, start: int, end: int) -> Finding | None:
        words = said.text[start:end].strip()
        message = f"“{words}” is a note, and nothing that can be asked. Write the text, or leave the place blank"
        return self.finding(message, subject.span(said, start, end), said=said, words=(words,))


class CopiedLadder(WholeRule):
    """A company that a ladder speaks of as its own and that the ladder does not belong to."""

    code = "STR006"
    name = "left-over-of-a-copied-ladder"
    scope = Scope.FRAMEWORK
    says = "The text names another company as if it were one's own, or is filler."
    why = "Readers see that the bar was made for somebody else, and stop believing that it is theirs."
    decides = (
        "Names of companies whose ladders are published, where the text speaks of working there (`at Dropbox`, `GitLab's "
        "values`, `Googlers`); `lorem ipsum`. Silent where the name is in the title, owner or file, is in the vocabulary "
        "of the configuration, or is met more than twice: then it is one's own. A product of such a company is no leftover."
    )
    example = Example(
        bad="Lives the values of Dropbox and represents Dropbox outside.", good="Gives talks about our work outside."
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        found: dict[str, list[tuple[Said, int, int]]] = {}
        text = subject.joined.text
        if _FILLER.search(text) or _ANY.search(text):
            for said in subject.said:
                for at in _FILLER.finditer(said.text):
                    message = f"“{at.group()}” is filler. Write what is asked"
                    yield self.finding(message, subject.span(said, *at.span()), said=said, words=(at.group(),))
                for at in _COMPANY.finditer(said.text):
                    name = next(filter(None, at.groups()))
                    found.setdefault(name.removesuffix("rs").removesuffix("s").lower(), []).append((said, *at.span()))
        for name, places in found.items():
            if len(places) <= _OWN and not self._is_own(subject, name):
                for said, start, end in places:
                    words = said.text[start:end]
                    message = f"“{words}” names another company. Say it of your own, or leave the name out"
                    yield self.finding(message, subject.span(said, start, end), said=said, words=(words,))

    def _is_own(self, subject: Subject, name: str) -> bool:
        framework = subject.framework
        about = " ".join((framework.name, framework.title, framework.owner, framework.about, *subject.sources)).lower()
        return name[:5] in about.replace(" ", "") or name in {word.lower() for word in self.settings.vocabulary}


_OWN = 2
_NAMES = (
    "Acme|Airbnb|Amazon|Apple|Artsy|Asana|Atlassian|Basecamp|Buffer|Carvago|CircleCI|Dropbox|Etsy|Facebook|"
    "Financial Times|Figma|GitHub|GitLab|Google|Gusto|HashiCorp|Intercom|Khan Academy|Kickstarter|Lattice|LinkedIn|"
    "Medium|Meta|Microsoft|Monzo|Mozilla|Netflix|Palantir|Patreon|Rent the Runway|Salesforce|Shopify|Slack|Songkick|"
    "Sourcegraph|Spotify|Square|Stripe|ThoughtWorks|Thoughtworks|Twitter|Uber|UNiDAYS|Wealthfront|Zalando"
)
_OF_ONES_OWN = (
    r"(?:core )?(?:values|mission|culture|leadership principles|principles|engineers|engineering|employees|teams|way of|"
    r"best practices|handbook|career|ladder|standards|leaders|community|expectations?|mindset)"
)
_COMPANY = re.compile(
    rf"\b(?:at|across|within|outside of|inside|joins?|joined|represents?|representing|throughout|beyond) ({_NAMES})\b"
    rf"(?!'s? (?:API|SDK))(?! (?:API|Cloud|Analytics|Ads|Web|Actions|Pages|Docs|Drive|CI|issues))"
    rf"|\b({_NAMES})(?:'s|’s)? {_OF_ONES_OWN}\b"
    rf"|\b(?:values|mission|culture|principles) of ({_NAMES})\b"
    r"|\b(Dropboxers?|Googlers?|Nooglers?|Amazonians?|Facebookers?|Monzonauts?|Googleyness|Shopifolk|Netflixers?|"
    r"Microsofties|Airbnbers?)\b"
)
_ANY = re.compile(_NAMES.lower() + "|noogler|monzonaut|shopifolk|dropboxer|amazonian")
_FILLER = re.compile(
    r"\b(?:lorem ipsum(?: dolor(?: sit(?: amet)?)?)?|dolor sit amet|consectetur adipiscing|sed do eiusmod)\b", re.I
)
