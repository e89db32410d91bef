"""Small ladders in the many ways that people write them as data; what is read is told cell by cell."""

from __future__ import annotations

import pytest
from tests.framework.importers.data_ladders import found_in

from waypost.framework.importers.found import Found


def told(found: Found) -> list[str]:
    """Every statement as `track: level / dimension / criterion = statement`, in order."""
    tracks = {one.id: one.title for one in found.tracks}
    levels = {one.id: f"{tracks[one.track]}: {one.title}" for one in found.levels}
    groups = {one.id: one.title for one in found.dimensions}
    criteria = {one.id: f"{groups[one.dimension]} / {one.title}" for one in found.criteria}
    return [
        f"{levels[cell.level]} / {criteria[cell.criterion]} = {one.says}".removeprefix(": ")
        for cell in found.cells
        for one in cell.statements
    ]


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
    "ts enum": (
        {
            "types.ts": """\
export enum Cat { CRAFT = 'craft', PEOPLE = 'people' }
export interface T {a: string; b?: Array<{c: number}>}
export type Fn = (a: string) => void;
""",
            "tracks.ts": """\

import { Cat, type T } from './types'
import * as shared from './shared';
export const levels: readonly string[] = ['Junior', 'Senior'] as const;
export const tracks: Record<string, T> = {
  TESTING: { title: 'Testing', category: Cat.CRAFT, milestones: [
     { level: "Junior", summary: 'Writes tests ' + 'with help' },
     { level: "Senior", summary: `Teaches others
to test` }, ] },
  ...shared.common,
  hidden: makeTrack('secret text in code', x => x + 1),
  get foo() { return 1 },
};
export function render(t: T) { return <div className="a">Don't {t.a} panic</div> }
export default tracks;
""",
            "shared.ts": """\
export const common = { MENTORING: { title: 'Mentoring', category: 'people', milestones: [
{ level: 'Junior', summary: 'Asks for help early' },
{ level: 'Senior', summary: 'Gives help to all' }] } }
""",
        },
        [
            "Junior / Craft / Testing = Writes tests with help",
            "Senior / Craft / Testing = Teaches others to test",
            "Junior / People / Mentoring = Asks for help early",
            "Senior / People / Mentoring = Gives help to all",
        ],
        [("secret text in code", 11), ("a", 14)],
    ),
    "computed": (
        {
            "a.js": """\
const {A, B} = require('./ids');
module.exports = { [A]: { [B.x]: ['does one good thing'],
senior: ['does two good things'] },
'Planning': { junior: ['plans one small thing'],
senior: ['plans two big things'] } }
""",
            "ids.js": """\
exports.A = 'Testing';
exports.B = {x: 'junior'};
""",
        },
        [
            "Junior / Expectations / Testing = does one good thing",
            "Senior / Expectations / Testing = does two good things",
            "Junior / Expectations / Planning = plans one small thing",
            "Senior / Expectations / Planning = plans two big things",
        ],
        [("junior", 2)],
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
    "js many consts": (
        {
            "x.js": """\

const junior = { name: 'Junior', skills: { testing: 'Writes tests with help' } }
const senior = { name: 'Senior', skills: { testing: 'Teaches others to test' } }
export const LEVELS = [junior, senior]
""",
        },
        [
            "Junior / Skills / Testing = Writes tests with help",
            "Senior / Skills / Testing = Teaches others to test",
        ],
        [],
    ),
    "ts class": (
        {
            "x.ts": """\

import React from 'react'
interface Level { name: string }
export const levels: Level[] = [
  { name: 'Junior', criteria: { Testing: ['Writes tests with help'] } } as Level,
  <Level>{ name: 'Senior', criteria: { Testing: ['Teaches others to test'] } },
]
console.log("loaded the levels");
class Foo { bar = 'text inside a class' }
""",
        },
        [
            "Junior / Criteria / Testing = Writes tests with help",
            "Senior / Criteria / Testing = Teaches others to test",
        ],
        [("loaded the levels", 8), ("text inside a class", 9)],
    ),
    "object freeze iife": (
        {
            "x.js": "module.exports = Object.freeze({ Testing: "
            "Object.freeze({ Junior: 'Writes tests with help'.trim(), "
            "Senior: ['Teaches others to test', `now ${x} too`] }) });",
        },
        [
            "Junior / Expectations / Testing = Writes tests with help",
            "Senior / Expectations / Testing = Teaches others to test",
            "Senior / Expectations / Testing = now ${x} too",
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
    "ts functions between": (
        {
            "ladder.ts": """\
/** Our ladder */
export type LevelName = 'Junior' | 'Senior'
export const LEVELS: LevelName[] = ['Junior', 'Senior'];
const helper = (a: number, b: string): string => { return `x ${a} y`; };
export default function render() { const t = "in a function here"; return t }
export const ladder: { [k: string]: Record<LevelName, string[]> } = {
  'Code quality': {
    Junior: ["Writes small, clear functions", /* why */ 'Reads others\\' code'], // trailing
    Senior: [`Sets the style
for the team`,],
  },
  Teamwork: { "Junior": ["Asks when stuck for long"],
'Senior': ["Unblocks other people early"], },
} as const;
if (typeof window !== 'undefined') { window.x = ladder }
""",
        },
        [
            "Junior / Expectations / Code quality = Writes small, clear functions",
            "Junior / Expectations / Code quality = Reads others' code",
            "Senior / Expectations / Code quality = Sets the style for the team",
            "Junior / Expectations / Teamwork = Asks when stuck for long",
            "Senior / Expectations / Teamwork = Unblocks other people early",
        ],
        [("x ${a} y", 4), ("in a function here", 5), ("undefined", 15)],
    ),
    "react component with ladder": (
        {
            "App.jsx": """\
import React, { useState } from "react";
const levels = [
  { title: "Junior", skills: [{ name: "Testing", description: "Writes tests with some help" }] },
  { title: "Senior", skills: [{ name: "Testing", description: "Teaches others how to test" }] },
];
export default function App() {
  const [a, setA] = useState(null);
  return (
    <div className="app">
      <h1>It's our ladder & more</h1>
      {levels.map((l) => <p key={l.title}>{l.title}</p>)}
    </div>
  );
}
""",
        },
        [
            "Junior / Skills / Testing = Writes tests with some help",
            "Senior / Skills / Testing = Teaches others how to test",
        ],
        [("app", 9)],
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


@pytest.mark.parametrize("case", CASES)
def test_each_way_is_read_cell_by_cell_and_the_rest_is_left_over(case: str) -> None:
    files, cells, left_over = CASES[case]
    found = found_in(files)
    assert found.errors == ()
    assert told(found) == cells
    assert [(one.text, one.origin.line) for one in found.left_over] == left_over
