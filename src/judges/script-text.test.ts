import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { shellIn, sqlIn } from "./script-text.ts";

const fence = (label: string, code: string) => `\`\`\`${label}\n${code}\n\`\`\``;
const shebang = '#!/bin/sh\ngrep -c . "$1"';

/** An answer and the shell program that is in it. */
const shells: readonly (readonly [name: string, text: string, wanted: string | undefined])[] = [
  ["one block", `Here:\n${fence("sh", "wc -l")}`, "wc -l"],
  ["usage behind it", `${fence("sh", shebang)}\nRun it:\n${fence("sh", "chmod +x count.sh\n./count.sh data.txt")}`, shebang],
  ["usage with a comment and a pipe", `${fence("sh", "wc -l")}\n${fence("sh", "# try it\necho a | ./count.sh")}`, "wc -l"],
  ["installing before it", `${fence("sh", "apt-get install jq")}\n${fence("sh", "jq .a")}`, "jq .a"],
  ["an example of its output behind it", `${fence("sh", "wc -l")}\nIt prints:\n${fence("", "3")}`, "wc -l"],
  ["a mistake behind it", `${fence("sh", "sort -n")}\nDo not write this, it is wrong:\n${fence("sh", "sort")}`, "sort -n"],
  ["a block cut off behind it", `${fence("sh", "sort -n")}\nOr:\n\`\`\`sh\nsort -`, "sort -n"],
  ["bash by its label", fence("bash", "a=(1 2)\necho ${#a[@]}"), "#!/bin/bash\na=(1 2)\necho ${#a[@]}"],
  ["bash that says so itself", fence("bash", "#!/usr/bin/env bash\necho a"), "#!/usr/bin/env bash\necho a"],
  ["a block without a label", fence("", shebang), shebang],
  ["another language beside it", `${fence("python", "print(1)")}\n${fence("shell", "echo 1")}`, "echo 1"],
  ["only another language", fence("python", "print(1)"), undefined],
  ["no fence, with its first line", `The script:\n\n${shebang}`, shebang],
  ["no fence at all", "sort -u | wc -l", "sort -u | wc -l"],
  ["inline code", "Use `sort -u | wc -l`.", "sort -u | wc -l"],
  ["written into a file", fence("bash", `cat > count.sh <<'EOF'\n${shebang}\nEOF\nchmod +x count.sh`), shebang],
  ["a file that is no script", fence("sh", "cat > in.txt <<EOF\na\nEOF\nsort in.txt"), "cat > in.txt <<EOF\na\nEOF\nsort in.txt"],
  ["steps of a session behind it", `${fence("sh", shebang)}\n${fence("console", "$ ./count.sh a\n3")}`, shebang],
  ["lines of Windows", fence("sh", "a=1\r\necho $a"), "a=1\necho $a"],
  ["lines of Windows with their first", fence("sh", "#!/bin/sh\r\nset -e\r\nwc -l\r"), "#!/bin/sh\nset -e\nwc -l"],
  ["a terminal", fence("console", "$ sort -u | wc -l\n3"), "sort -u | wc -l"],
  ["a terminal of a shell's label", fence("sh", "$ sort -u | wc -l"), "sort -u | wc -l"],
  ["a terminal without a label", fence("", "user@host:~/data$ n=$(wc -l)\nuser@host:~/data$ echo $n\n3"), "n=$(wc -l)\necho $n"],
  ["a terminal of root", fence("shell-session", "[root@host ~]# wc -l\n3"), "wc -l"],
  [
    "a loop in a terminal",
    fence("console", "$ while read -r a; do\n>   echo $a\n> done\nx\n$ echo b\nb"),
    "while read -r a; do\n  echo $a\ndone\necho b",
  ],
  ["a loop without second prompts", fence("console", "$ while read -r a; do\n  echo $a\ndone\nx"), "while read -r a; do\n  echo $a\ndone"],
  ["lines that go on", fence("console", "$ sort |\n> uniq \\\n>   -c\n1 a"), "sort |\nuniq \\\n  -c"],
  ["a script that is typed into a file", fence("console", `$ cat > count.sh <<'EOF'\n${shebang}\nEOF\n$ sh count.sh a\n3`), shebang],
  ["a terminal that only calls the program", `${fence("sh", "wc -l")}\n${fence("console", "$ echo a | ./count.sh\n1")}`, "wc -l"],
  ["a terminal without any fence", "$ sort -u | wc -l\n3", "sort -u | wc -l"],
  ["a terminal of bash's label, with its output", fence("bash", "$ sort -n in.txt | tail -1\n42"), "#!/bin/bash\nsort -n in.txt | tail -1"],
  ["a terminal of sh's label, with its output", fence("sh", "$ sort -u\na\nb"), "sort -u"],
  ["a terminal behind a sentence", "Run it:\n\n$ sort -u | wc -l\n3", "sort -u | wc -l"],
  ["a script of awk", fence("awk", "#!/usr/bin/awk -f\n{ print NF }"), "#!/usr/bin/awk -f\n{ print NF }"],
  ["a script of awk by its label", fence("awk", "{ print NF }"), "#!/usr/bin/awk -f\n{ print NF }"],
  ["a script of sed", fence("sed", "#!/bin/sed -f\ns/a/b/"), "#!/bin/sed -f\ns/a/b/"],
  [
    "a script of perl, and its call",
    `${fence("perl", "#!/usr/bin/env perl\nprint 1;")}\n${fence("sh", "perl one.pl in.txt")}`,
    "#!/usr/bin/env perl\nprint 1;",
  ],
  ["a script of perl beside the shell's", `${fence("sh", "wc -l")}\nIn Perl:\n${fence("perl", "#!/usr/bin/perl\nprint 1;")}`, "wc -l"],
  ["dollars that are no prompt", fence("sh", 'a=1\necho "$ $a"'), 'a=1\necho "$ $a"'],
  ["words of bash under no label", fence("shell", '[[ $1 == a* ]] && echo "${1^^}"'), '#!/bin/bash\n[[ $1 == a* ]] && echo "${1^^}"'],
  ["words of bash in strings", fence("", "echo '[[ a ]]' # ((1))"), "echo '[[ a ]]' # ((1))"],
  ["words of bash in a program that says sh", fence("sh", "[[ $1 == a ]] && echo a"), "[[ $1 == a ]] && echo a"],
  ["nothing", " \n", undefined],
];
for (const [name, text, wanted] of shells) test(`shell program: ${name}`, () => assert.equal(shellIn(text), wanted));

const setup = "CREATE TABLE people (id INTEGER, name TEXT);";
const rows = { setup, rows: true };
const databases: readonly (readonly [name: string, text: string, wanted: string | undefined])[] = [
  ["one block", fence("sql", "SELECT name FROM people;"), "SELECT name FROM people;"],
  ["sample data behind it", `${fence("sql", "SELECT 1;")}\nTest it:\n${fence("sql", `${setup}\nSELECT 2;`)}`, "SELECT 1;"],
  ["an index behind it", `${fence("sql", "SELECT 1;")}\nFaster:\n${fence("sql", "CREATE INDEX i ON people(name);")}`, "SELECT 1;"],
  ["a mistake behind it", `${fence("sql", "SELECT 1;")}\nThis is wrong:\n${fence("sql", "SELECT 2;")}`, "SELECT 1;"],
  ["its result behind it", `${fence("sql", "SELECT 1;")}\n${fence("", "| 1 |\n|---|\n| 1 |")}`, "SELECT 1;"],
  ["a block without a label", fence("", "-- all\nWITH a AS (SELECT 1) SELECT * FROM a"), "-- all\nWITH a AS (SELECT 1) SELECT * FROM a"],
  ["the last of two", `${fence("sql", "SELECT 1;")}\nBetter:\n${fence("sqlite", "SELECT 2;")}`, "SELECT 2;"],
  [
    "a terminal",
    fence("console", "sqlite> .mode csv\nsqlite> SELECT a,\n   ...>   b\n   ...> FROM t;\n1,2\nsqlite>"),
    "SELECT a,\n  b\nFROM t;\n",
  ],
  ["a terminal of another database", fence("sql", "shop=# SELECT a\nshop-# FROM t;\n a\n---\n 1"), "SELECT a\nFROM t;"],
  ["no fence", "The query is:\n\nSELECT a,\n  b\nFROM t;\n\nIt sorts nothing.", "SELECT a,\n  b\nFROM t;"],
  ["no fence and no semicolon", "SELECT a\nFROM t\n\nIt sorts nothing.", "SELECT a\nFROM t"],
  ["inline code", "`SELECT name FROM people`", "SELECT name FROM people"],
  ["a sentence that begins as a statement does", "Select, then sort.", undefined],
  ["a terminal without any fence", "sqlite> SELECT a,\n   ...> b FROM t;\n1|2", "SELECT a,\nb FROM t;"],
  ["a terminal behind a sentence", "Try:\n\nsqlite> SELECT a FROM t;\n1", "SELECT a FROM t;"],
  ["only another language", fence("python", "print(1)"), undefined],
];
for (const [name, text, wanted] of databases) test(`SQL: ${name}`, () => assert.equal(sqlIn(text, rows), wanted));

test("a program that changes tables is taken where a query behind it is compared", () => {
  const text = `${fence("sql", "UPDATE people SET name = 'a';")}\n`;
  assert.equal(sqlIn(text, { setup, rows: false }), "UPDATE people SET name = 'a';");
});

test("a query behind the answer whose columns are not called as wanted is not the answer", () => {
  const answer = "SELECT name, count(*) AS n FROM people GROUP BY name;";
  const text = `${fence("sql", answer)}\nTo check it:\n${fence("sql", "SELECT count(*) FROM people;")}`;
  assert.equal(sqlIn(text, { ...rows, columns: ["Name", "n"] }), answer);
  assert.equal(sqlIn(text, { ...rows, columns: ["name", "total"] }), answer, "where no query's columns are called so, the first stands");
  assert.equal(sqlIn(text, rows), answer);
  const last = `Count them:\n${fence("sql", "SELECT count(*) FROM people;")}\nOr by name:\n${fence("sql", answer)}`;
  assert.equal(sqlIn(last, { ...rows, columns: ["Name", "n"] }), answer);
});

const script = 'n=$(sort -u "$1" | wc -l)\necho "$n"';
/** What stands beside a script: what it is tried on, how it is tried, called, kept and timed, what it prints, and what does the same elsewhere. */
const besides: readonly (readonly [lead: string, code: string])[] = [
  ["Have a look at the folder afterwards:", "ls -l out"],
  ["The manual has more:", "man sort"],
  ["You may want a short name for it:", "alias uniques='sh uniques.sh'"],
  ["Let cron call it at night:", "15 3 * * * /opt/uniques.sh /var/log/messages"],
  ["It prints:", "3"],
  ["Try it:", "printf 'a\\na\\n' > in.txt\nsh uniques.sh in.txt"],
  ["Put it on your path:", "sudo cp uniques.sh /usr/local/bin/uniques"],
  ["A test:", '[ "$(sh uniques.sh in.txt)" -eq 1 ] && echo fine'],
  ["Remove what is left:", "rm -r demo"],
  ["With GNU parallel, if you have it:", "parallel sort -u ::: *.txt | wc -l"],
  ["How long does it take?", "time sort -u big.txt | wc -l"],
];

test("the first script stands before what is said to test, call, show or replace it elsewhere", () => {
  assert.deepEqual(
    besides.filter(([lead, code]) => shellIn(`The script:\n\n${fence("sh", script)}\n\n${lead}\n\n${fence("sh", code)}`) !== script),
    [],
  );
  const before = `Make some files to try it on:\n${fence("sh", "mkdir try\necho a > try/a.txt")}\nThe script:\n${fence("sh", script)}`;
  assert.equal(shellIn(before), script);
  const corrected = `${fence("sh", "sort | wc -l")}\nThat counts repeated lines as well. Corrected:\n${fence("sh", script)}`;
  assert.equal(shellIn(corrected), script);
});

const change = "DELETE FROM people WHERE name IS NULL;";
/** What stands beside a statement that changes rows. */
const besidesChange: readonly (readonly [lead: string, code: string])[] = [
  ["Look at what is left:", "SELECT count(*) FROM people;"],
  ["So that it does not happen again:", "CREATE UNIQUE INDEX people_name ON people(name);"],
  ["You can rehearse it:", "BEGIN;\nDELETE FROM people WHERE name IS NULL;\nROLLBACK;"],
  ["How it runs:", "EXPLAIN QUERY PLAN DELETE FROM people WHERE name IS NULL;"],
  ["MySQL wants another form:", "DELETE p FROM people p WHERE p.name IS NULL;"],
];

test("the first statement that changes something stands where a query behind it is compared, wherever queries stand", () => {
  const of = (text: string) => sqlIn(text, { setup, rows: false });
  for (const [lead, code] of besidesChange) {
    assert.equal(of(`${fence("sql", change)}\n\n${lead}\n\n${fence("sql", code)}`), change, lead);
    if (!code.startsWith("CREATE"))
      assert.equal(of(`${lead}\n\n${fence("sql", code)}\n\nThe statement:\n${fence("sql", change)}`), change, lead);
  }
});

test("of queries the first stands before plans, other databases and further wishes", () => {
  const query = "SELECT name FROM people WHERE id = 1;";
  for (const [lead, code] of [
    ["The plan:", `EXPLAIN ${query}`],
    ["**Oracle:**", "SELECT name FROM people WHERE id = 1 FETCH FIRST 1 ROWS ONLY;"],
    ["If the id is wanted too:", "SELECT id, name FROM people WHERE id = 1;"],
  ] as const) {
    const text = `${fence("sql", query)}\n\n${lead}\n\n${fence("sql", code)}`;
    assert.equal(sqlIn(text, { ...rows, columns: ["name"] }), query, lead);
  }
  const dialects = `For MySQL:\n${fence("sql", "SELECT IFNULL(name, 1) AS name FROM people;")}\nFor SQLite:\n${fence("sql", query)}`;
  assert.equal(sqlIn(dialects, rows), query);
});

test("a transcript whose command has no end is read in time that grows with its length", () => {
  for (const opening of ["$ if", "$ cat <<E", "$ echo '", '$ echo "', "$ {"])
    for (const line of ["\n", "a\n", "$ if\n", "'\n", "> do\n"]) {
      const read = () => shellIn(`\`\`\`console\n${opening}\n${line.repeat(300_000 / line.length)}`);
      // What reads all lines again for each of them takes minutes.
      assert.ok(runInNewContext("read()", { read }, { timeout: 60_000 }), `${opening} ${JSON.stringify(line)}`);
    }
});
