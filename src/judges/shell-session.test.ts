import assert from "node:assert/strict";
import { test } from "node:test";
import { typedCommands, typedStatements } from "./shell-session.ts";

const lines = (...all: readonly string[]): string => all.join("\n");

test("the commands of a transcript are what is typed behind its prompts, without output", () => {
  for (const [text, wanted] of [
    [lines("$ ls", "a.txt", "$ cat a.txt", "hello"), lines("ls", "cat a.txt")],
    [lines("% ls", "a.txt"), "ls"],
    [lines("me@host:~/dir$ ls", "a.txt"), "ls"],
    [lines("[me@host dir]$ ls", "a.txt"), "ls"],
    [lines("root@host:/# ls", "a.txt"), "ls"],
    [lines("bash-5.2$ ls", "a.txt"), "ls"],
    [lines("(env) $ ls", "a.txt"), "ls"],
    [lines("~/dir $ls", "a.txt"), undefined],
    [lines("# a comment", "$ ls", "a.txt"), "ls"],
    [lines("", "$ ls", "a.txt"), "ls"],
    ["ls", undefined],
    ["", undefined],
    [lines("a.txt", "$ ls"), undefined],
    ["$", ""],
  ] as const)
    assert.equal(typedCommands(text), wanted, text);
});

test("a command goes on while a shell would wait for more, with its second prompt or without", () => {
  for (const [typed, wanted] of [
    [
      ["$ for x in a b; do", "> echo $x", "> done", "a", "b"],
      ["for x in a b; do", "echo $x", "done"],
    ],
    [
      ["$ for x in a b; do", "echo $x", "done", "a", "b"],
      ["for x in a b; do", "echo $x", "done"],
    ],
    [
      ["$ if true; then", "> echo a", "> fi", "a"],
      ["if true; then", "echo a", "fi"],
    ],
    [
      ["$ case x in", "> x) echo a;;", "> esac", "a"],
      ["case x in", "x) echo a;;", "esac"],
    ],
    [
      ["$ f() {", "> echo a", "> }", "$ f", "a"],
      ["f() {", "echo a", "}", "f"],
    ],
    [
      ["$ echo a \\", "> b", "a b"],
      ["echo a \\", "b"],
    ],
    [
      ["$ echo a |", "> cat", "a"],
      ["echo a |", "cat"],
    ],
    [
      ["$ true &&", "> echo a", "a"],
      ["true &&", "echo a"],
    ],
    [
      ["$ echo 'a", "> b'", "a", "b"],
      ["echo 'a", "b'"],
    ],
    [
      ['$ echo "a', '> b"', "a", "b"],
      ['echo "a', 'b"'],
    ],
    [['$ echo "a \\" b"', "a"], ['echo "a \\" b"']],
    [
      ["$ echo 'done", "> do'", "a"],
      ["echo 'done", "do'"],
    ],
    [["$ echo it\\'s", "its"], ["echo it\\'s"]],
    [["$ echo a # 'b", "a"], ["echo a # 'b"]],
    [
      ["$ echo a#'b", "> c'", "x"],
      ["echo a#'b", "c'"],
    ],
    [
      ["$ cat <<EOF", "> a", "> EOF", "a"],
      ["cat <<EOF", "a", "EOF"],
    ],
    [
      ["$ cat <<'END'", "a $ b", "END", "a"],
      ["cat <<'END'", "a $ b", "END"],
    ],
    [
      ["$ cat <<-EOF", "> a", ">   EOF", "a"],
      ["cat <<-EOF", "a", "  EOF"],
    ],
    [
      ["$ echo \\# 'a", "> b'", "x"],
      ["echo \\# 'a", "b'"],
    ],
    [["$ ls", "> not typed"], ["ls"]],
    [
      ["$ if a; then if b; then", "> echo", "> fi", "> fi", "x"],
      ["if a; then if b; then", "echo", "fi", "fi"],
    ],
  ] as const)
    assert.equal(typedCommands(typed.join("\n")), wanted.join("\n"), typed.join(" / "));
});

test("the statements of a database's transcript are what is typed at its prompts, without its own commands", () => {
  for (const [text, wanted] of [
    [lines("sqlite> select 1;", "1", "sqlite> .quit"), "select 1;"],
    [lines("sqlite> select", "   ...> 1;", "1"), lines("select", "1;")],
    [lines("mysql> select", "    -> 1;", "+---+"), lines("select", "1;")],
    [lines("MariaDB [test]> select 1;"), "select 1;"],
    [lines("mydb=# select", "mydb-# 1;", " 1", "mydb=# \\d"), lines("select", "1;")],
    [lines("mydb=> select 1;"), "select 1;"],
    [lines("$ sqlite3 a.db", "sqlite> select 1;"), "select 1;"],
    [lines("", "sqlite> select 1;"), "select 1;"],
    ["select 1;", undefined],
    [lines("1", "sqlite> select 1;"), undefined],
  ] as const)
    assert.equal(typedStatements(text), wanted, text);
});
