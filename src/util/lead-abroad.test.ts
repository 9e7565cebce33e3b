import assert from "node:assert/strict";
import { test } from "node:test";
import { parseObject } from "./parse-object.ts";

const shape = { type: "object", properties: { passed: { type: "boolean" } }, required: ["passed"] };
const yes = '{"passed": true}';
const no = '{"passed": false}';

function passed(text: string): boolean | undefined {
  const read = parseObject(text, shape);
  return read.ok ? (read.object as { readonly passed: boolean }).passed : undefined;
}

const disowning: readonly string[] = [
  [
    "If strict:",
    "If graded strictly:",
    "If the units mattered:",
    "When strict:",
    "Provided the rubric wants units:",
    "Unless units are required:",
  ],
  [
    "Wenn streng:",
    "Falls streng bewertet wird:",
    "Zum Beispiel:",
    "Nicht so:",
    "Entwurf:",
    "Der Student schrieb:",
    "Mein erster Entwurf war:",
    "Statt",
  ],
  ["Si l'on est strict :", "Par exemple :", "Pas ceci :", "Brouillon :", "L'étudiant a écrit :", "Au lieu de"],
  ["Si se es estricto:", "Por ejemplo:", "No así:", "Borrador:", "El estudiante escribió:", "En lugar de"],
  ["如果严格评分：", "例如：", "草稿：", "学生写道：", "提交内容写道：", "我最初的想法是：", "错误示例：", "我不会输出："],
  ["<answer-0123456789abcdef>\n"],
].flat();
const owning: readonly string[] = [
  [
    "In the format of the example:",
    "Following the example format:",
    "In the example's format:",
    "As in the example:",
    "Using the template above:",
  ],
  ["In the same format as the example:", "If I read the rubric right:", "If you want JSON:", "When graded against the rubric:"],
  ["Im Format des Beispiels:", "Wie im Beispiel:", "Wenn ich es richtig sehe:", "Das Urteil lautet:", "Ich würde sagen:"],
  ["Dans le format de l'exemple :", "Si je comprends bien :", "Voici mon verdict :", "Au format demandé :"],
  ["En el formato del ejemplo:", "Mi veredicto:", "El alumno respondió bien."],
  ["按照示例的格式：", "如果我理解正确：", "学生的答案正确。判定：", "评分："],
].flat();

test("a verdict is none where words before it suppose, quote, deny or draft it, in whatever language", () => {
  assert.deepEqual(
    disowning.filter((lead) => passed(`${lead} ${yes}`) !== undefined),
    [],
  );
  assert.deepEqual(
    disowning.filter((lead) => passed(`${no}\n\n${lead} ${yes}`) === true || passed(`${lead} ${yes}\n\n${no}`) === true),
    [],
  );
});

test("a verdict in the form of an example is the verdict", () => {
  assert.deepEqual(
    owning.filter((lead) => passed(`${lead} ${yes}`) !== true || passed(`${lead}\n\n\`\`\`json\n${no}\n\`\`\``) !== false),
    [],
  );
});
