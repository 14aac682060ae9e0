"""The workflow and the units of docs/operations.md: they parse, and their steps do what the text says.

The steps run as they stand in the document, in a repository of their own, with stand-ins for GitHub's
tools and for the program.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")

TEXT = (Path(__file__).parents[2] / "docs/operations.md").read_text("utf-8")
WORKFLOW = yaml.load(re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[1], yaml.BaseLoader)
STEPS = WORKFLOW["jobs"]["run"]["steps"]
UNITS = re.findall(r"`/etc/systemd/system/(\S+)`:\n\n```ini\n(.*?)```", TEXT, re.DOTALL)
TOOLS = (
    "git",
    "bash",
    "cat",
    "head",
    "tr",
    "date",
    "touch",
    "sha256sum",
    "grep",
    "mkdir",
    "env",
    "rm",
    "cp",
    "sh",
)

# The program: writes what a run writes, and ends as the test wants it to.
PROGRAM = r"""#!/bin/bash
echo "alliances $*" >> "$LOG"
case "$1" in
run) status=$(cat "$WANTED")
  if [ "$status" = 1 ]; then echo "alliances: It failed." >&2; exit 1; fi
  mkdir -p data/archive; echo "warc" > data/archive/x.warc.gz; echo "Summary $(cat "$NEWS")" > data/summary.md
  for name in mapping.csv partners.csv feed.json datapackage.json; do cat "$NEWS" > "data/$name"; done
  exit "$status" ;;
decide) if grep -q wrong "$2"; then echo "alliances: “$2” was not taken in: line 2." >&2; exit 1; fi
  cat "$2" >> data/decisions.csv ;;
esac
"""
GH = r"""#!/bin/bash
echo "gh $*" >> "$LOG"
case "$1 $2" in
"pr list") cat "$OPEN" ;;
"pr create") echo 1 > "$OPEN" ;;
esac
"""


@dataclass
class Runner:
    """One repository and what was called in it."""

    root: Path

    @property
    def log(self) -> list[str]:
        path = self.root / "log"
        return path.read_text("utf-8").splitlines() if path.exists() else []

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root / "work",
            env=self.env(),
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def env(self) -> dict[str, str]:
        root = self.root
        return {
            "PATH": f"{root / 'bin'}",
            "HOME": str(root),
            "LOG": str(root / "log"),
            "WANTED": str(root / "wanted"),
            "NEWS": str(root / "news"),
            "OPEN": str(root / "open"),
            "GITHUB_OUTPUT": str(root / "output"),
            "GITHUB_REPOSITORY": "me/mine",
            "GITHUB_REF_NAME": "main",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_RUN_ID": "7",
            "GIT_CONFIG_NOSYSTEM": "1",
            **{name: str(value) for name, value in WORKFLOW["env"].items() if name != "GH_TOKEN"},
        }

    def run(self, status: int, news: str = "a", **inbox: str) -> tuple[bool, str]:
        """One scheduled run on a fresh checkout of main: whether it is green, and what it said."""
        shutil.rmtree(self.root / "work", ignore_errors=True)
        subprocess.run(
            ["git", "clone", "-q", self.root / "origin", self.root / "work"], env=self.env(), check=True
        )
        for name, text in inbox.items():
            (self.root / "work/inbox" / f"{name}.csv").write_text(text)
            self.git("add", "inbox")
            self.git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "answers")
            self.git("push", "-q", "origin", "main")
        (self.root / "wanted").write_text(str(status))
        (self.root / "news").write_text(news)
        (self.root / "output").write_text("")
        if (self.root / "state").exists():
            shutil.copytree(self.root / "state", self.root / "work/data", dirs_exist_ok=True)
        return self._steps()

    def _steps(self) -> tuple[bool, str]:
        said = ""
        for step in STEPS:
            if step.get("if") and not self._holds(step["if"]):
                continue
            if step.get("with", {}).get("name") == "state":
                shutil.copytree(self.root / "work/data", self.root / "state", dirs_exist_ok=True)
            if "run" not in step:
                continue
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.root / "work",
                env=self.env(),
                capture_output=True,
                text=True,
                check=False,
            )
            said += done.stdout + done.stderr
            if done.returncode:
                return False, said
        return True, said

    def _holds(self, condition: str) -> bool:
        """A condition on the outputs of steps, as GitHub reads it."""
        outputs = dict(line.split("=", 1) for line in (self.root / "output").read_text().splitlines())
        terms = re.findall(r"steps\.\w+\.outputs\.(\w+) (==|!=) '(\w+)'", condition)
        joined = re.sub(r"steps\.\w+\.outputs\.\w+ (?:==|!=) '\w+'", "", condition).split()
        assert terms
        assert set(joined) <= {"||"}
        return any((outputs.get(name, "") == value) == (sign == "==") for name, sign, value in terms)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    made = Runner(tmp_path)
    (tmp_path / "bin").mkdir()
    for name in TOOLS:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or pytest.skip(f"{name} is not installed"))
    for name, text in (
        ("alliances", PROGRAM),
        ("gh", GH),
        ("python", '#!/bin/bash\necho "python $*" >> "$LOG"\n'),
    ):
        (tmp_path / "bin" / name).write_text(text)
        (tmp_path / "bin" / name).chmod(0o755)
    (tmp_path / "open").write_text("0")
    env = made.env()
    git = ("git", "-c", "init.defaultBranch=main", "-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run([*git, "init", "-q", "--bare", "origin"], cwd=tmp_path, env=env, check=True)
    subprocess.run([*git, "init", "-q", "seed"], cwd=tmp_path, env=env, check=True)
    (tmp_path / "seed/inbox").mkdir()
    (tmp_path / "seed/inbox/.keep").touch()
    for command in (
        ("add", "-A"),
        ("commit", "-qm", "start"),
        ("push", "-q", str(tmp_path / "origin"), "main"),
    ):
        subprocess.run([*git, *command], cwd=tmp_path / "seed", env=env, check=True)
    return made


def proposed(runner: Runner) -> list[str]:
    return runner.git("ls-tree", "-r", "--name-only", "origin/alliances-update").split()


def pull_requests(runner: Runner) -> list[str]:
    return [line.split()[2] for line in runner.log if re.match(r"gh pr (?:create|edit)", line)]


@pytest.mark.parametrize("status", [10, 11])
def test_what_a_run_finds_becomes_a_pull_request(runner, status):
    green, said = runner.run(status)
    assert green, said
    assert pull_requests(runner) == ["create"]
    assert {"data/mapping.csv", "data/partners.csv", "data/feed.json"} <= set(proposed(runner))
    assert not [path for path in proposed(runner) if "archive" in path]
    assert "Report: https://github.com/me/mine/actions/runs/7" in (runner.root / "work/body.md").read_text()
    assert runner.git("rev-list", "--count", "origin/main").strip() == "1"


def test_a_later_run_renews_the_open_pull_request(runner):
    runner.run(10, "a")
    green, said = runner.run(11, "b")
    assert green, said
    assert pull_requests(runner) == ["create", "edit"]
    assert runner.git("show", "origin/alliances-update:data/mapping.csv").strip() == "b"


@pytest.mark.parametrize("status", [0, 10, 11])
def test_a_run_that_differs_in_nothing_from_main_stays_green(runner, status):
    runner.run(10)
    runner.git("push", "-q", "origin", "origin/alliances-update:refs/heads/main")
    green, said = runner.run(status)
    assert green, said
    assert "Nothing differs from the main branch." in said
    assert pull_requests(runner) == ["create"]


def test_a_run_that_was_held_is_red_and_publishes_nothing(runner):
    green, said = runner.run(12)
    assert not green
    assert "::error::The run was not believed as a whole." in said
    assert pull_requests(runner) == []
    assert (runner.root / "state/summary.md").is_file()


@pytest.mark.parametrize("status", [1])
def test_a_run_that_failed_is_red_and_keeps_no_state(runner, status):
    green, said = runner.run(status)
    assert not green
    assert "alliances: It failed." in said
    assert not (runner.root / "state").exists()


def test_decisions_are_taken_in_once_and_leave_the_inbox_with_the_pull_request(runner):
    green, said = runner.run(11, answers="item_id,decision\n")
    assert green, said
    assert "inbox/answers.csv" not in proposed(runner)
    assert "inbox/.keep" in proposed(runner)
    runner.run(11)
    assert [line for line in runner.log if "decide" in line] == [
        "alliances decide inbox/answers.csv --data data"
    ]
    assert "inbox/answers.csv" not in proposed(runner)


def test_decisions_that_change_nothing_else_leave_the_inbox_too(runner):
    runner.run(10)
    runner.git("push", "-q", "origin", "origin/alliances-update:refs/heads/main")
    green, said = runner.run(0, answers="item_id,decision\n")
    assert green, said
    assert "inbox/answers.csv" not in proposed(runner)


def test_a_file_that_is_refused_stays_makes_the_run_red_and_stops_nothing(runner):
    green, said = runner.run(11, bad="wrong\n", good="item_id,decision\n")
    assert not green
    assert "::error file=inbox/bad.csv::alliances: “inbox/bad.csv” was not taken in: line 2." in said
    assert "A file in inbox/ was refused as a whole." in said
    assert pull_requests(runner) == ["create"]
    assert "inbox/bad.csv" in proposed(runner)
    assert "inbox/good.csv" not in proposed(runner)


def test_every_action_is_pinned_to_a_version():
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert used
    assert [use for use in used if not re.fullmatch(r"actions/[\w-]+@v\d+", use)] == []


def test_it_runs_weekly_and_by_hand_with_no_more_rights_than_it_needs():
    assert set(WORKFLOW["on"]) == {"schedule", "workflow_dispatch"}
    assert re.fullmatch(r"\d+ \d+ \* \* \d", WORKFLOW["on"]["schedule"][0]["cron"])
    assert WORKFLOW["permissions"] == {"actions": "read", "contents": "write", "pull-requests": "write"}
    assert "permissions" not in WORKFLOW["jobs"]["run"]


def test_nothing_is_put_into_a_script_by_an_expression():
    assert [step["run"] for step in STEPS if "${{" in step.get("run", "")] == []


def test_what_must_be_filled_in_is_said():
    prose = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL)
    for placeholder in ("OWNER", "ALLIANCES_CONTACT"):
        assert f"`{placeholder}`" in prose


def test_each_state_of_a_run_is_explained():
    for status in (0, 10, 11, 12, 1, 2):
        assert f"| {status} |" in TEXT


@pytest.mark.parametrize(("name", "text"), UNITS)
def test_the_units_parse(name, text):
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(text)
    assert "Unit" in unit
    if name.endswith(".service"):
        assert unit["Service"]["SuccessExitStatus"].split() == ["10", "11"]
        assert unit["Service"]["ExecStart"].endswith("--exit-code")
    else:
        assert unit["Timer"]["OnCalendar"].startswith("Mon ")


def test_systemd_accepts_the_units(tmp_path):
    verify = shutil.which("systemd-analyze") or pytest.skip("systemd is not installed")
    program = tmp_path / "alliances"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for name, text in UNITS:
        (tmp_path / name).write_text(text.replace("/opt/alliances/bin/alliances", str(program)))
    done = subprocess.run(
        [verify, "verify", "--man=no", *(str(tmp_path / name) for name, _ in UNITS)],
        capture_output=True,
        text=True,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "alliances" in line]
    assert (done.returncode, ours) == (0, []), done.stderr
