"""Ways of writing a ladder in a script.

Each: the files, every cell as it is read, and what is left over with its line.
"""

CASES = {
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
}
