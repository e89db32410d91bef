"""A baseline knows findings by what they say, so only what is new is told."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from threading import Thread

import pytest
from tests.lint.cases import checked, framework, run

from waypost.lint.baseline import BaselineError, fingerprint, new_findings, read_baseline, write_baseline

SELECT = ("--select", "VAG103", "--no-cache")


def found(*lines):
    return checked(framework(*lines)).findings


def test_a_finding_is_known_wherever_it_moves():
    (before,) = found("- Can run a release.")
    _, after = found("- Can stop a release.", "- Can  run a RELEASE.")
    assert fingerprint(before) == fingerprint(after)
    assert fingerprint(before) != fingerprint(replace(before, code="VAG104"))
    assert fingerprint(before) != fingerprint(replace(before, statement="Can run releases."))


def test_only_new_findings_are_told_and_a_second_of_the_same_is_new():
    known = read_baseline(write_baseline(found("- Can run a release.", "- Can stop a release.")))
    now = found("- Can stop a release.", "- Can stop a release.", "- Can plan a release.")
    new, stale = new_findings(now, known)
    assert [one.span.line for one in new] == [23, 24]
    assert stale == ("VAG103 “Can run a release.”",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "findings": {}}',
        '{"version": 1, "findings": {"a": 1}}',
        '{"version": 1, "findings": {"a": {"code": "X", "says": "x", "count": 1e999}}}',
        pytest.param('{"version": 1, "findings": ' + '{"a": ' * 100_000, id="deep"),
    ],
)
def test_what_is_no_baseline_is_refused(text):
    with pytest.raises(BaselineError):
        read_baseline(text)


def test_it_is_written_once_and_then_only_new_findings_fail(tmp_path):
    ladder, baseline = tmp_path / "a.yaml", tmp_path / "known.json"
    ladder.write_text(framework("- Can run a release."))
    written = run(ladder, *SELECT, "--write-baseline", baseline)
    assert (written.exit_code, "1 findings are in" in written.output) == (0, True)
    assert [entry["code"] for entry in json.loads(baseline.read_text())["findings"].values()] == ["VAG103"]
    assert run(ladder, *SELECT, "--baseline", baseline).exit_code == 0
    ladder.write_text(framework("- Can stop a release."))
    again = run(ladder, *SELECT, "--baseline", baseline, "--format", "concise")
    assert again.exit_code == 1
    assert again.stdout.count("\n") == 1
    assert "no longer found: VAG103 “Can run a release.”" in again.stderr


def test_the_configuration_may_name_it(tmp_path):
    ladder = tmp_path / "a.yaml"
    ladder.write_text(framework("- Can run a release."))
    run(ladder, *SELECT, "--write-baseline", tmp_path / "known.json")
    (tmp_path / "waypost.toml").write_text('[lint]\nbaseline = "known.json"\n')
    assert run(ladder, *SELECT).exit_code == 0


def test_a_baseline_that_is_none_cannot_be_run_with(tmp_path):
    ladder, baseline = tmp_path / "a.yaml", tmp_path / "known.json"
    ladder.write_text(framework("- Runs releases."))
    baseline.write_text("nothing")
    refused = run(ladder, *SELECT, "--baseline", baseline)
    assert (refused.exit_code, "is no baseline" in refused.stderr) == (2, True)


def test_a_ladder_is_never_written_over(tmp_path):
    ladder, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    for one in (ladder, other):
        one.write_text(framework("- Can run a release."))
    refused = run("--write-baseline", ladder, other)
    assert refused.exit_code == 2
    assert f"{ladder} is no baseline, and is left as it is. Name the paths first" in refused.stderr
    assert ladder.read_text() == framework("- Can run a release.")


@pytest.mark.parametrize("before", ["", '{"version": 0, "findings": {}}'])
def test_an_older_baseline_or_an_empty_file_is_written_over(tmp_path, before):
    ladder, baseline = tmp_path / "a.yaml", tmp_path / "known.json"
    ladder.write_text(framework("- Can run a release."))
    baseline.write_text(before)
    assert run(ladder, *SELECT, "--write-baseline", baseline).exit_code == 0
    assert read_baseline(baseline.read_text()).counts


def test_a_baseline_of_a_stranger_steers_nothing():
    entry = {"code": "X1", "says": "gone\n::error::x\x1b[2J", "count": 1}
    known = read_baseline(json.dumps({"version": 1, "findings": {"a": entry}}))
    (about,) = new_findings((), known)[1]
    assert about.isprintable()
    with pytest.raises(BaselineError) as refused:
        read_baseline(json.dumps({"version": "2\n::error::x" + "x" * 1000, "findings": {}}))
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 100


def test_a_baseline_is_utf8_whatever_a_finding_says():
    (one,) = found("- Can run a release.")
    text = write_baseline([replace(one, statement="Can run \ud83d.")])
    assert read_baseline(text.encode().decode()).counts


def test_a_configuration_names_a_plain_file_and_who_calls_may_name_a_pipe(tmp_path):
    ladder, pipe = tmp_path / "a.yaml", tmp_path / "known.json"
    ladder.write_text(framework("- Can run a release."))
    os.mkfifo(pipe)
    known = write_baseline(found("- Can run a release."))
    writing = Thread(target=lambda: pipe.write_text(known), daemon=True)
    writing.start()
    assert run(ladder, *SELECT, "--baseline", pipe).exit_code == 0
    writing.join(timeout=5)
    (tmp_path / "waypost.toml").write_text('[lint]\nbaseline = "known.json"\n')
    refused = run(ladder, *SELECT)
    assert (refused.exit_code, "cannot be opened: it is no plain file" in refused.stderr) == (2, True)


def test_where_nothing_could_be_linted_nothing_is_kept(tmp_path):
    baseline = tmp_path / "known.json"
    ended = run(tmp_path / "nothere.md", "--write-baseline", baseline, "--format", "concise", "--no-cache")
    assert (ended.exit_code, baseline.exists()) == (2, False)
    assert ended.stdout.startswith(f"{tmp_path}/nothere.md:1:1: error STR001 ")
    assert ended.stderr == f"Nothing could be linted, so nothing is kept in {baseline}.\n"
