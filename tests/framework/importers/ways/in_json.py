"""Ways of writing a ladder in JSON.

Each: the files, every cell as it is read, and what is left over with its line.
"""

CASES = {
    "columns as fields": (
        {
            "x.json": """\
[{"competency":"Testing","junior":"Writes tests","senior":"Leads testing"},
{"competency":"Planning","junior":"Plans days","senior":"Plans quarters"}]""",
        },
        [
            "Junior / Expectations / Testing = Writes tests",
            "Senior / Expectations / Testing = Leads testing",
            "Junior / Expectations / Planning = Plans days",
            "Senior / Expectations / Planning = Plans quarters",
        ],
        [],
    ),
    "by reference rows": (
        {
            "x.json": """\
{"competencies":[{"id":"t","name":"Testing","levels":[{"id":"basic","criteria":["writes tests with help"]},
{"id":"expert","criteria":["teaches others to test"]}]}],
"positions":[{"title":"Junior","requires":[{"competency":"t","level":"basic"}]},
{"title":"Senior","requires":[{"competency":"t","level":"expert"}]}]}""",
        },
        [
            "Junior / Competencies / Testing = writes tests with help",
            "Senior / Competencies / Testing = teaches others to test",
        ],
        [],
    ),
    "jsonc": (
        {
            "x.json": r"""// ours
{ /* a */ "levels": [ {"name":"Junior","skills":{"Testing":["tab\there \ud83d\ude80 now",],},},
{"name":"Senior","skills":{"Testing":["slash\/ here too",]}} , ], }""",
        },
        [
            "Junior / Skills / Testing = tab here 🚀 now",
            "Senior / Skills / Testing = slash/ here too",
        ],
        [],
    ),
    "proto": (
        {
            "x.json": """\
{"__proto__":{"Junior":["does x y z"],
"Senior":["does a b c"]},
"constructor":{"Junior":["k l m"],
"Senior":["n o p"]}}""",
        },
        [
            "Junior / Expectations / Proto = does x y z",
            "Senior / Expectations / Proto = does a b c",
            "Junior / Expectations / Constructor = k l m",
            "Senior / Expectations / Constructor = n o p",
        ],
        [],
    ),
    "tracks unhinted files": (
        {
            "backend.json": """\
{"title":"Backend","levels":[{"name":"Junior","skills":[{"name":"Testing","expectations":["writes tests with help"]}]},
{"name":"Senior","skills":[{"name":"Testing","expectations":["teaches others to test"]}]}]}""",
            "data.json": """\
{"title":"Data","levels":[{"name":"Junior","skills":[{"name":"Testing","expectations":["tests pipelines with help"]}]},
{"name":"Senior","skills":[{"name":"Testing","expectations":["teaches others pipeline tests"]}]}]}""",
        },
        [
            "Backend: Junior / Skills / Testing = writes tests with help",
            "Backend: Senior / Skills / Testing = teaches others to test",
            "Data: Junior / Skills / Testing = tests pipelines with help",
            "Data: Senior / Skills / Testing = teaches others pipeline tests",
        ],
        [],
    ),
    "dimension files": (
        {
            "craft.json": '{"name":"Craft","criteria":{"Testing":'
            '{"Junior":"writes tests with help","Senior":"teaches others to test"}}}',
            "people.json": '{"name":"People","criteria":{"Mentoring":'
            '{"Junior":"asks for help early","Senior":"gives help to all"}}}',
        },
        [
            "Junior / Craft / Testing = writes tests with help",
            "Senior / Craft / Testing = teaches others to test",
            "Junior / People / Mentoring = asks for help early",
            "Senior / People / Mentoring = gives help to all",
        ],
        [],
    ),
    "progressionfyi": (
        {
            "framework.json": """\
{"sections":[{"title":"Craft","topics":[{"title":"Code","criteria":[{"level":1,"text":"Writes small changes alone"},
{"level":2,"text":"Designs whole services alone"}]},
{"title":"Test","criteria":[{"level":1,"text":"Writes tests with help"}]}]}]}""",
        },
        [
            "Level 1 / Craft / Code = Writes small changes alone",
            "Level 2 / Craft / Code = Designs whole services alone",
            "Level 1 / Craft / Test = Writes tests with help",
        ],
        [],
    ),
    "ndjson": (
        {
            "x.json": """\
{"level":"Junior","skill":"Testing","text":"writes tests with help"}
{"level":"Senior","skill":"Testing","text":"teaches others to test"}
""",
        },
        [
            "Junior / Skill / Testing = writes tests with help",
            "Senior / Skill / Testing = teaches others to test",
        ],
        [],
    ),
    "two rows per cell inc blank level": (
        {
            "x.json": """\
[{"level":"Junior","area":"Craft","summary":"writes small changes alone"},
{"level":null,"area":"Craft","summary":"belongs to no level at all"},
{"level":"Senior","area":"","summary":"has no area at all"},
{"level":"Senior","area":"Craft","summary":"designs whole services alone"}]""",
        },
        [
            "Junior / Area / Craft = writes small changes alone",
            "Senior / Area / Craft = designs whole services alone",
        ],
        [("Craft", 2), ("belongs to no level at all", 2), ("has no area at all", 3)],
    ),
    "rows that hold statements": (
        {
            "x.json": """\
{"criteria": [{"key": "t", "title": "Testing", "area": "Craft"}, {"key": "c", "title": "Care", "area": "People"}],
"levels": [{"key": "j", "title": "Junior"}, {"key": "s", "title": "Senior"}],
"expectations": [
  {"criterion": "t", "level": "j", "statements": [{"says": "writes tests with help"}]},
  {"criterion": "t", "level": "s", "statements": [{"says": "teaches others to test"}]},
  {"criterion": "c", "level": "s", "statements": [{"says": "speaks for all users"}, {"says": "changes plans too"}]}]}
""",
        },
        [
            "Junior / Craft / Testing = writes tests with help",
            "Senior / Craft / Testing = teaches others to test",
            "Senior / People / Care = speaks for all users",
            "Senior / People / Care = changes plans too",
        ],
        [],
    ),
    "things that name their level and track": (
        {
            "x.json": """\
[{"title": "Testing", "level": "Junior", "track": "Backend", "points": [{"text": "writes tests with help"}]},
{"title": "Testing", "level": "Senior", "track": "Backend", "points": [{"text": "teaches others to test"}]},
{"title": "Care", "level": "Senior", "track": "Frontend", "points": [{"text": "speaks for all users"}]}]
""",
        },
        [
            "Backend: Junior / Expectations / Testing = writes tests with help",
            "Backend: Senior / Expectations / Testing = teaches others to test",
            "Frontend: Senior / Expectations / Care = speaks for all users",
        ],
        [],
    ),
    "nested tracks > levels > areas": (
        {
            "ladder.json": """\
{"tracks":[{"name":"Individual","levels":[{"name":"Engineer","areas":{"Technical":["Writes good small code"],
"Culture":["Lives by the values"]}},
{"name":"Senior Engineer","areas":{"Technical":["Designs good whole systems"],
"Culture":["Spreads all the values"]}}]},
{"name":"Management","levels":[{"name":"Manager","areas":{"People":["Holds weekly talks well"]}},
{"name":"Director","areas":{"People":["Builds the whole group"]}}]}]}""",
        },
        [
            "Individual: Engineer / Areas / Technical = Writes good small code",
            "Individual: Engineer / Areas / Culture = Lives by the values",
            "Individual: Senior Engineer / Areas / Technical = Designs good whole systems",
            "Individual: Senior Engineer / Areas / Culture = Spreads all the values",
            "Management: Manager / Areas / People = Holds weekly talks well",
            "Management: Director / Areas / People = Builds the whole group",
        ],
        [],
    ),
    "matrix competencies with level objects keyed": (
        {
            "x.json": """\
{"competencies":
{"communication":
{"label":"Communication","levels":
{"1":
{"label":"Beginning","items":["Writes short clear updates","Listens in team meetings"]},
"2":
{"label":"Growing","items":["Presents to other teams"]}}},
"delivery":
{"label":"Delivery","levels":
{"1":
{"label":"Beginning","items":["Finishes own small tasks"]},
"2":
{"label":"Growing","items":["Plans for several weeks"]}}}}}""",
        },
        [
            "Beginning / Competencies / Communication = Writes short clear updates",
            "Beginning / Competencies / Communication = Listens in team meetings",
            "Growing / Competencies / Communication = Presents to other teams",
            "Beginning / Competencies / Delivery = Finishes own small tasks",
            "Growing / Competencies / Delivery = Plans for several weeks",
        ],
        [],
    ),
    "grades points": (
        {
            "x.json": """\
{"framework":
{"name":"Growth","version":2,"grades":[
{"grade":"A","minScore":0,"title":"Starter","competencies":[
{"competency":"Testing","behaviours":["Writes tests with help"]}]},
{"grade":"B","minScore":10,"title":"Builder","competencies":[
{"competency":"Testing","behaviours":["Teaches others to test"]}]}]}}""",
        },
        [
            "Starter / Growth / Testing = Writes tests with help",
            "Builder / Growth / Testing = Teaches others to test",
        ],
        [],
    ),
    "rows competency skills csvish": (
        {
            "x.json": """\
[
{"Job title":"Engineer","Competency":"Craft","Skill":"Testing","Key behavior":"Writes tests with help"},
{"Job title":"Senior Engineer","Competency":"Craft","Skill":"Testing","Key behavior":"Teaches others to test"}]""",
        },
        [
            "Engineer / Craft / Testing = Writes tests with help",
            "Senior Engineer / Craft / Testing = Teaches others to test",
        ],
        [],
    ),
}
