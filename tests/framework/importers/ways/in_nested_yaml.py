"""Ways of writing a ladder in YAML, one file or several: what is nested in what.

Each: the files, every cell as it is read, and what is left over with its line.
"""

CASES = {
    "single-key lists": (
        {
            "skills.yaml": """\

- Testing:
    - Junior: Writes tests with help
    - Senior: Teaches others to test
- Planning:
    - Junior: Plans own days well
    - Senior: Plans for the team
""",
        },
        [
            "Junior / Skills / Testing = Writes tests with help",
            "Senior / Skills / Testing = Teaches others to test",
            "Junior / Skills / Planning = Plans own days well",
            "Senior / Skills / Planning = Plans for the team",
        ],
        [],
    ),
    "rows with strings": (
        {
            "x.yaml": """\

- {category: Craft, competency: Testing, level: 1, description: Writes tests with help}
- {category: Craft, competency: Testing, level: 2, description: Writes tests alone}
- {category: People, competency: Mentoring, level: 1, description: Asks for help}
- {category: People, competency: Mentoring, level: 2, description: null}
""",
        },
        [
            "Level 1 / Craft / Testing = Writes tests with help",
            "Level 2 / Craft / Testing = Writes tests alone",
            "Level 1 / People / Mentoring = Asks for help",
        ],
        [],
    ),
    "two tracks by roles": (
        {
            "x.yaml": """\

roles:
  backend:
    levels:
      - name: Junior
        responsibilities: [Mends small bugs with help, Asks when stuck for long]
        skills: [Knows one language well]
      - name: Senior
        responsibilities: [Owns a service end to end]
        skills: [Knows how systems fail]
  frontend:
    levels:
      - name: Junior
        responsibilities: [Builds small pages with help]
        skills: [Knows the platform of the web]
      - name: Senior
        responsibilities: [Owns a whole product surface]
        skills: [Knows how people read]
""",
        },
        [
            "Backend: Junior / Expectations / Responsibilities = Mends small bugs with help",
            "Backend: Junior / Expectations / Responsibilities = Asks when stuck for long",
            "Backend: Junior / Expectations / Skills = Knows one language well",
            "Backend: Senior / Expectations / Responsibilities = Owns a service end to end",
            "Backend: Senior / Expectations / Skills = Knows how systems fail",
            "Frontend: Junior / Expectations / Responsibilities = Builds small pages with help",
            "Frontend: Junior / Expectations / Skills = Knows the platform of the web",
            "Frontend: Senior / Expectations / Responsibilities = Owns a whole product surface",
            "Frontend: Senior / Expectations / Skills = Knows how people read",
        ],
        [],
    ),
    "one file per level": (
        {
            "levels/junior.yaml": """\
level: Junior
craft:
  - Writes small changes with help
team:
  - Listens in all meetings
""",
            "levels/senior.yaml": """\
level: Senior
craft:
  - Designs whole services alone
team:
  - Runs the meetings well
""",
        },
        [
            "Junior / Expectations / Craft = Writes small changes with help",
            "Junior / Expectations / Team = Listens in all meetings",
            "Senior / Expectations / Craft = Designs whole services alone",
            "Senior / Expectations / Team = Runs the meetings well",
        ],
        [],
    ),
    "one file per track": (
        {
            "tracks/engineer.yaml": """\
name: Engineer
levels:
 - title: E1
   craft: [Writes small changes]
 - title: E2
   craft: [Writes large changes]
""",
            "tracks/manager.yaml": """\
name: Manager
levels:
 - title: M1
   people: [Holds weekly talks well]
 - title: M2
   people: [Builds a whole team]
""",
        },
        [
            "Engineer: E1 / Expectations / Craft = Writes small changes",
            "Engineer: E2 / Expectations / Craft = Writes large changes",
            "Manager: M1 / Expectations / People = Holds weekly talks well",
            "Manager: M2 / Expectations / People = Builds a whole team",
        ],
        [],
    ),
    "anchors": (
        {
            "x.yaml": """\

base: &base
  - Shows up on time
levels:
  Junior:
    Reliability: *base
    Craft: [Writes small changes with help]
  Senior:
    Reliability: *base
    Craft: [Designs services all alone]
""",
        },
        [
            "Junior / Expectations / Reliability = Shows up on time",
            "Junior / Expectations / Craft = Writes small changes with help",
            "Senior / Expectations / Reliability = Shows up on time",
            "Senior / Expectations / Craft = Designs services all alone",
        ],
        [],
    ),
    "block text bullets": (
        {
            "x.yaml": """\

levels:
  - name: Junior
    expectations:
      Testing: |
        - Writes tests for own code
        - Runs them before a review
          and again after it
      Planning: >
        Plans own days and says
        early when something slips.
  - name: Senior
    expectations:
      Testing: |
        - Teaches others to test:
          - in pairs
          - in reviews
      Planning: Same as Junior
""",
        },
        [
            "Junior / Expectations / Testing = Writes tests for own code",
            "Junior / Expectations / Testing = Runs them before a review and again after it",
            "Junior / Expectations / Planning = Plans own days and says early when something slips.",
            "Senior / Expectations / Testing = Teaches others to test:",
        ],
        [],
    ),
    "by reference map": (
        {
            "comp.yaml": """\

competencies:
  - id: testing
    name: Testing
    levels:
      - {level: 1, text: Writes tests with help}
      - {level: 2, text: Writes tests all alone}
  - id: planning
    name: Planning
    levels:
      - {level: 1, text: Plans own days well}
      - {level: 2, text: Plans for the team}
""",
            "roles.yaml": """\

levels:
  - title: Junior Engineer
    competencies: {testing: 1, planning: 1}
  - title: Senior Engineer
    competencies: {testing: 2, planning: 2}
""",
        },
        [
            "Junior Engineer / Competencies / Testing = Writes tests with help",
            "Junior Engineer / Competencies / Planning = Plans own days well",
            "Senior Engineer / Competencies / Testing = Writes tests all alone",
            "Senior Engineer / Competencies / Planning = Plans for the team",
        ],
        [],
    ),
    "numbers as levels": (
        {
            "x.yaml": """\
Testing:
  1: Writes tests with help
  2: Writes tests all alone
Planning:
  1: Plans own days well
  2: Plans for the team
""",
        },
        [
            "Level 1 / Expectations / Testing = Writes tests with help",
            "Level 2 / Expectations / Testing = Writes tests all alone",
            "Level 1 / Expectations / Planning = Plans own days well",
            "Level 2 / Expectations / Planning = Plans for the team",
        ],
        [],
    ),
    "level list strings": (
        {
            "x.yaml": """\
levels: [Junior, Mid, Senior]
skills:
  - name: Testing
    levels: [writes tests with help, writes tests alone now, teaches others to test]
  - name: Care
    levels: [asks people about it, listens to all people, changes things for people]
""",
        },
        [
            "Junior / Skills / Testing = writes tests with help",
            "Mid / Skills / Testing = writes tests alone now",
            "Senior / Skills / Testing = teaches others to test",
            "Junior / Skills / Care = asks people about it",
            "Mid / Skills / Care = listens to all people",
            "Senior / Skills / Care = changes things for people",
        ],
        [],
    ),
    "description levels prose": (
        {
            "x.yaml": """\
- name: Junior Engineer
  description: Works with help on small things.
- name: Senior Engineer
  description: Works alone on large things.
""",
        },
        [
            "Junior Engineer / Expectations / Expectations = Works with help on small things.",
            "Senior Engineer / Expectations / Expectations = Works alone on large things.",
        ],
        [],
    ),
    "area list of statement records": (
        {
            "x.yaml": """\

levels:
  - name: Junior
    areas:
      - name: Craft
        expectations:
          - statement: Writes small changes alone
            examples: [a bug mended, a test added]
          - statement: Reads code of others
  - name: Senior
    areas:
      - name: Craft
        expectations:
          - statement: Designs a whole service
            evidence: [a design document]
""",
        },
        [
            "Junior / Areas / Craft = Writes small changes alone",
            "Junior / Areas / Craft = Reads code of others",
            "Senior / Areas / Craft = Designs a whole service",
        ],
        [],
    ),
}
