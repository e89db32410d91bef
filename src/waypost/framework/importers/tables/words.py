"""What the words at the head of a column or row make of it: the criterion, its dimension, a weight, a salary.

Tables name the same thing in many ways; a word that is not known decides nothing, and the place decides.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Part(StrEnum):
    """What a column (or row) of a table holds."""

    TRACK = "track"
    LEVEL = "level"
    DIMENSION = "dimension"
    CRITERION = "criterion"
    STATEMENT = "statement"
    ABOUT = "about"
    EXAMPLES = "looks like"
    EVIDENCE = "shown by"
    WEIGHT = "weight"
    MUST = "must"
    BAND = "band"
    SCOPE = "scope"
    FACT = "fact about the level"
    SUMMARY = "summary of the level"
    SCORE = "score"
    NUMBER = "number"
    ANSWER = "answer"


def plain(text: str) -> str:
    """The words of a heading in the singular, without case, marks and what stands in parentheses."""
    bare = re.sub(r"\([^()]{0,120}\)", " ", text.lower())
    words = re.findall(r"#|[^\W_]+", bare)
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _phrases(text: str) -> frozenset[str]:
    return frozenset(map(plain, text.split(",")))


_PARTS: dict[Part, frozenset[str]] = {
    Part.TRACK: _phrases(
        "track, career track, path, career path, ladder, career ladder, job family, role family, "
        "discipline, function, "
        "stream, specialism, speciality, specialty, profession, job, pathway, career, laufbahn, filière"
    ),
    Part.LEVEL: _phrases(
        "level, job level, career level, seniority, seniority level, job title, title, role, position, grade, rung, "
        "stage, step, milestone, proficiency, proficiency level, rank, tier, competency level, "
        "level title, level name, "
        "stufe, niveau, nivel, livello"
    ),
    Part.DIMENSION: _phrases(
        "dimension, area, category, pillar, group, theme, domain, axis, section, focus area, "
        "cluster, competency area, "
        "skill area, key area, competency group, skill category, bucket, competency category, kategorie, bereich, "
        "catégorie, categoría, domaine, value"
    ),
    Part.CRITERION: _phrases(
        "criterion, criteria, competency, competence, skill, capability, attribute, trait, topic, subject, quality, "
        "sub competency, subcompetency, sub category, subcategory, sub area, subarea, facet, aspect, element, "
        "skill name, competency name, dimension criterion, kompetenz, kriterium, compétence, critère, competencia, "
        "criterio, competenza, sub skill, subskill, what we look for, cometency"
    ),
    Part.STATEMENT: _phrases(
        "statement, expectation, behaviour, behavior, key behaviour, key behavior, description, "
        "indicator, requirement, "
        "responsibility, text, says, what is expected, expected behaviour, expected behavior, behavioural indicator, "
        "behavioral indicator, description of associated behaviour, "
        "description of associated behavior, what it asks, "
        "what is asked, observable behaviour, observable behavior, erwartung, attente, expectativa"
    ),
    Part.ABOUT: _phrases(
        "about, definition, what is it, meaning, explanation, detail, what it mean, what it means, "
        "guidance, overview, "
        "resource, link, training, next step, action, question, interview question, tip, how to improve, source, tag, "
        "criterion about, competency description, skill description, definition of the skill, "
        "beschreibung, définition"
    ),
    Part.EXAMPLES: _phrases(
        "example, looks like, look like, what it looks like, for example, eg, e g, "
        "example behaviour, example behavior, "
        "sample, what does it look like, in practice, beispiel, exemple"
    ),
    Part.EVIDENCE: _phrases(
        "evidence, shown by, show by, artifact, artefact, proof, work product, demonstrated by, evidenced by, "
        "how it is shown, nachweis, preuve"
    ),
    Part.WEIGHT: _phrases("weight, weighting, importance, share, percent, percentage, gewicht, poid, poids, peso"),
    Part.MUST: _phrases("must, required, mandatory, essential, must have, musthave, is required, core"),
    Part.BAND: _phrases("band, pay band, salary band, pay grade, job grade, career band, job code, level code, code"),
    Part.SCOPE: _phrases("scope, scope of work, scope of influence, scope of impact, reach, sphere of influence"),
    Part.FACT: _phrases(
        "salary, pay, compensation, salary range, pay range, min salary, max salary, next salary, base salary, year, "
        "experience, year of experience, years of experience, typical experience, typical year of experience, "
        "year in role, time in role, time in level, report to, also known as, equivalent, equivalent to, "
        "management equivalent, manager equivalent, engineer equivalent, engineering equivalent, ic equivalent, "
        "industry equivalent, equivalent level, equivalent title, equivalent role, example title, alias, "
        "typical tenure, tenure, education, qualification, headcount, team size, direct report, reporting line, "
        "typical title, alternative title, common alternative title, common title, other title, previous title, "
        "external title, internal title, minimum experience, yoe, "
        "additional note, additional notes key point example, key point, note, remark, comment, analogy, "
        "max progress, gehalt, salaire, erfahrung"
    ),
    Part.SUMMARY: _phrases(
        "summary, overview, role summary, level summary, in short, purpose, tl dr, tldr, "
        "in a nutshell, role description, "
        "level description, job description, description, in one sentence, at a glance, mission, headline, definition"
    ),
    Part.SCORE: _phrases("score, min score, minimum score, min progress, minimum progress, point, minimum point, from"),
    Part.NUMBER: _phrases("no, nr, number, id, key, order, sort, sort order, ref, reference, seq, index, #"),
    Part.ANSWER: _phrases(
        "answer, rating, self, self assessment, self rating, manager rating, manager assessment, "
        "result, achieved level, "
        "status, current, current level, achieved, your score, assessment, self score, manager score, gap, target, "
        "level result, your level, total, average, sum"
    ),
}
_ENDINGS = (Part.DIMENSION, Part.CRITERION, Part.STATEMENT, Part.EXAMPLES, Part.EVIDENCE, Part.WEIGHT)
_ROW_PARTS = (Part.BAND, Part.SCOPE, Part.FACT, Part.SUMMARY, Part.LEVEL, Part.SCORE, Part.ANSWER, Part.WEIGHT)


def squash(text: str) -> str:
    """A title without case, spaces and marks: what makes two spellings one. `Principal+` is not `Principal`."""
    kept = "".join(letter for letter in text.casefold() if letter.isalnum() or letter == "+")
    return kept if kept.strip("+") else text.strip().casefold()


@lru_cache(maxsize=4096)
def column_parts(heading: str) -> tuple[Part, ...]:
    """Everything a column under this heading may hold, most likely first; empty if the words are not known."""
    words = plain(heading)
    if not words or len(words) > 60:
        return ()
    exact = tuple(part for part, known in _PARTS.items() if words in known)
    if exact:
        return exact
    last = words.rsplit(" ", 1)[-1]
    if words.count(" ") > 2:
        return ()
    if last in {"order", "rank", "number"} and " " in words:
        return (Part.NUMBER,)
    if last in {"name", "title", "id", "key"} and " " in words:
        return column_parts(words.rsplit(" ", 1)[0])
    return tuple(part for part in _ENDINGS if last in _PARTS[part])


def is_part(heading: str, *parts: Part) -> bool:
    """Whether the heading can name one of these."""
    return any(part in parts for part in column_parts(heading))


def row_part(label: str) -> Part | None:
    """What a row with this label says about its levels, if it is not a criterion by its words."""
    words = plain(label)
    without_unit = words.partition(" in ")[0]
    return next((part for part in _ROW_PARTS if words and {words, without_unit} & _PARTS[part]), None)
