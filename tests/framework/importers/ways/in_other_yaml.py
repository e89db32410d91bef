"""More ways of writing a ladder in YAML: by name, by number, by reference.

Each: the files, every cell as it is read, and what is left over with its line.
"""

CASES = {
    "tracks key ladders": (
        {
            "x.yaml": """\

tracks:
  - name: Engineer
    levels:
      - name: E1
        competencies:
          - {name: Craft, description: Writes small changes alone}
          - {name: Team, description: Helps the others often}
      - name: E2
        competencies:
          - {name: Craft, description: Writes large changes alone}
          - {name: Team, description: Leads the others often}
  - name: Manager
    levels:
      - name: M1
        competencies:
          - {name: Craft, description: Knows what was changed}
          - {name: People, description: Holds talks each week}
      - name: M2
        competencies:
          - {name: People, description: Builds a whole team}
""",
        },
        [
            "Engineer: E1 / Competencies / Craft = Writes small changes alone",
            "Engineer: E1 / Competencies / Team = Helps the others often",
            "Engineer: E2 / Competencies / Craft = Writes large changes alone",
            "Engineer: E2 / Competencies / Team = Leads the others often",
            "Manager: M1 / Competencies / Craft = Knows what was changed",
            "Manager: M1 / Competencies / People = Holds talks each week",
            "Manager: M2 / Competencies / People = Builds a whole team",
        ],
        [],
    ),
    "criterion files": (
        {
            "skills/testing.yaml": """\
name: Testing
levels:
  Junior: writes tests with help
  Senior: teaches others to test
""",
            "skills/care.yaml": """\
name: Care
levels:
  Junior: listens to all users
  Senior: speaks for all users
""",
        },
        [
            "Junior / Skills / Care = listens to all users",
            "Senior / Skills / Care = speaks for all users",
            "Junior / Skills / Testing = writes tests with help",
            "Senior / Skills / Testing = teaches others to test",
        ],
        [],
    ),
    "level keys L": (
        {
            "x.yml": """\
L1:
  title: Junior Engineer
  summary: Learns how things work here.
  Technical: [Writes small changes alone]
  Impact: [Helps the own team]
L2:
  title: Senior Engineer
  summary: Leads how things work here.
  Technical: [Designs whole services alone]
  Impact: [Helps the other teams]
""",
        },
        [
            "Junior Engineer / Expectations / Technical = Writes small changes alone",
            "Junior Engineer / Expectations / Impact = Helps the own team",
            "Senior Engineer / Expectations / Technical = Designs whole services alone",
            "Senior Engineer / Expectations / Impact = Helps the other teams",
        ],
        [],
    ),
    "competency per level text key": (
        {
            "x.yaml": """\
competencies:
  - competency: Testing
    area: Craft
    level_1: Writes tests with help
    level_2: Writes tests all alone
  - competency: Care
    area: People
    level_1: Listens to all users
    level_2: Speaks for all users
""",
        },
        [
            "Level 1 / Craft / Testing = Writes tests with help",
            "Level 2 / Craft / Testing = Writes tests all alone",
            "Level 1 / People / Care = Listens to all users",
            "Level 2 / People / Care = Speaks for all users",
        ],
        [],
    ),
    "french": (
        {
            "x.yaml": """\
niveaux:
  - nom: Débutant
    compétences:
      - nom: Tests
        description: Écrit des tests avec aide
  - nom: Confirmé
    compétences:
      - nom: Tests
        description: Écrit des tests seul
""",
        },
        [
            "Débutant / Compétences / Tests = Écrit des tests avec aide",
            "Confirmé / Compétences / Tests = Écrit des tests seul",
        ],
        [],
    ),
    "multi-doc yaml": (
        {
            "x.yaml": """\
---
name: Testing
levels: {Junior: writes tests with help, Senior: teaches others to test}
---
name: Care
levels: {Junior: listens to all users, Senior: speaks for all users}
""",
        },
        [
            "Junior / Expectations / Testing = writes tests with help",
            "Senior / Expectations / Testing = teaches others to test",
            "Junior / Expectations / Care = listens to all users",
            "Senior / Expectations / Care = speaks for all users",
        ],
        [],
    ),
    "by ref nested list ids": (
        {
            "a.yaml": """\
skills:
  testing:
    title: Testing
    levels:
      basic: [writes tests with help]
      expert: [teaches others to test]
""",
            "b.yaml": """\
roles:
  - title: Developer
    levels:
      - title: Junior Developer
        requires: [testing/basic]
      - title: Senior Developer
        requires: [testing/expert, testing/guru]
""",
        },
        [
            "Developer: Junior Developer / Skills / Testing = writes tests with help",
            "Developer: Senior Developer / Skills / Testing = teaches others to test",
        ],
        [("testing/guru", 7)],
    ),
    "levels w about": (
        {
            "x.yaml": """\
levels:
  - id: l1
    title: Engineer
    description: Works within a team.
    scope: team
  - id: l2
    title: Senior Engineer
    description: Works over some teams.
    scope: teams
criteria:
  - title: Testing
    dimension: Craft
    expectations:
      l1: [Writes tests with help]
      l2: [Teaches others to test]
""",
        },
        [
            "Engineer / Craft / Testing = Writes tests with help",
            "Senior Engineer / Craft / Testing = Teaches others to test",
        ],
        [],
    ),
    "yaml list of levels w/ plain bullets": (
        {
            "ladder.yml": """\
- level: Junior Engineer
  years: 0-2
  expectations:
    - Finishes small tasks with help
    - Asks early when stuck
- level: Senior Engineer
  years: 5+
  expectations:
    - Leads projects from end to end
""",
        },
        [
            "Junior Engineer / Expectations / Expectations = Finishes small tasks with help",
            "Junior Engineer / Expectations / Expectations = Asks early when stuck",
            "Senior Engineer / Expectations / Expectations = Leads projects from end to end",
        ],
        [],
    ),
    "dropbox like keys": (
        {
            "x.yaml": """\
IC1:
  title: Software Engineer
  scope: I execute on defined tasks and contribute to solving problems.
  collaborative_reach: I work mostly within my direct team here.
  key_responsibilities:
    impact:
      - I deliver some of my team's goals on time
    ownership:
      - I follow through on commitments that I made
IC2:
  title: Software Engineer II
  scope: I own the small features of my team.
  collaborative_reach: I work with a few close partners.
  key_responsibilities:
    impact:
      - I deliver larger goals with less help
    ownership:
      - I proactively improve what I find broken
""",
        },
        [
            "Software Engineer / Expectations / Scope = I execute on defined tasks and contribute to solving problems.",
            "Software Engineer / Expectations / Collaborative reach = I work mostly within my direct team here.",
            "Software Engineer / Expectations / Impact = I deliver some of my team's goals on time",
            "Software Engineer / Expectations / Ownership = I follow through on commitments that I made",
            "Software Engineer II / Expectations / Scope = I own the small features of my team.",
            "Software Engineer II / Expectations / Collaborative reach = I work with a few close partners.",
            "Software Engineer II / Expectations / Impact = I deliver larger goals with less help",
            "Software Engineer II / Expectations / Ownership = I proactively improve what I find broken",
        ],
        [],
    ),
}
