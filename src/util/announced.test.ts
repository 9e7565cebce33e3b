import assert from "node:assert/strict";
import { test } from "node:test";
import { parseObject } from "./parse-object.ts";

const verdict = { type: "object", properties: { passed: { type: "boolean" } }, required: ["passed"] };
const yes = '{"passed": true}';
const no = '{"passed": false}';

function passed(text: string): unknown {
  const read = parseObject(text, verdict);
  return read.ok ? (read.object as { readonly passed: boolean }).passed : undefined;
}

/** Behind a verdict they present one that is not the judge's, or may not be. */
const labels =
  `Human label|Label in the dataset|Prior annotation|Ground-truth label|Verdict for candidate B|Question 2|Best case|Optimist|Rejected alternative
  Devil's advocate|What would change my mind|Yesterday's verdict|I almost returned|Wunsch des Autors|Bei einer richtigen Antwort wäre es
  Pour une bonne réponse|Para una respuesta correcta|如果答案正确,则为|Critic|Pessimistic view|(from the submission)|The last line of the answer is
  Unit test fixture|Task b|Item 2|Modulo the units|Units aside|Barring the last line|Minus the typo|Verdict A|Verdict B|Verdict 2|Final verdict of the human
  Final label|Corrected by hand|After correction|So the dataset says|Majority vote|Crowd|Oracle|Silver label|Verdict (human)|Verdict, Alice|Annotator's verdict
  Alice|Consensus|Teacher forcing|Control group|Baseline|Run 2|Seed 7|Trial B|Cached result|From the log|Log entry|History|Archive|Version 1|v1|Stub
  Default|Fallback|Mock|For the twin task|In the other language|Translation|Same judge, temperature 1|Votes for a pass|Dissent|Minority opinion|Appeal
  Counterpart|Mirror case|Negated|Inverse|Flip side|On the bright side|With goodwill|Charitably|Were I kind|Generous take|Student's hope|Parent's view
  Menschliches Urteil|Zweitgutachten|Urteil der Vorinstanz|Verdict humain|Avis contraire|Etiqueta humana|人工标注|参考答案的评判|另一位评审`
    .split(/[|\n]/)
    .map((label) => label.trim());

test("a second verdict under a label that does not announce it never replaces the one before it", () => {
  for (const [own, other] of [
    [no, yes],
    [yes, no],
  ] as const) {
    const wrong = labels.flatMap((label) =>
      [
        `${own}\n\n${label}:\n${other}`,
        `Verdict: ${own}\n\n**${label}:** ${other}`,
        `\`\`\`json\n${own}\n\`\`\`\n\n### ${label}\n\n\`\`\`json\n${other}\n\`\`\``,
        `${own}\n\n${label}:\n${other}\n\n${other}`,
        `The total is off.\n\n${own}\n${label}: ${other}\nThat is all.`,
      ].filter((text) => passed(text) === (own === no)),
    );
    assert.deepEqual(wrong, []);
  }
});

test("a later verdict that is announced, corrects the earlier one, or stands directly behind it is the verdict", () => {
  const leads = [
    "Final answer:",
    "Final verdict:",
    "**Final verdict:**",
    "### Verdict",
    "After correcting my arithmetic:",
    "Corrected verdict:",
    "Revised verdict:",
    "Updated:",
    "Rechecked:",
    "On reflection:",
    "My final JSON:",
    "So the verdict is:",
    "Therefore:",
    "In conclusion:",
    "Here is the final evaluation:",
    "I made an error; the right evaluation is:",
    "Apologies, the correct verdict:",
    "Second look:",
    "After a closer look:",
    "Actually:",
    "In the requested format:",
    "Fazit:",
    "Mein endgültiges Urteil:",
    "Veredicto final:",
    "最终结论:",
    "Wait, I misread the key.",
    "I checked the sum again.",
    "",
  ];
  for (const [draft, final] of [
    [no, yes],
    [yes, no],
  ] as const) {
    assert.equal(passed(`\`\`\`json\n${draft}\n\`\`\`\n\n\`\`\`json\n${final}\n\`\`\``), final === yes);
    assert.equal(passed(`<verdict>${draft}</verdict>\n<verdict>${final}</verdict>`), final === yes);
    assert.deepEqual(
      leads.filter((lead) => passed(`${draft}\n\n${lead}\n${final}`) !== (final === yes)),
      [],
    );
  }
});

test("an only verdict on this answer is the verdict", () => {
  const leads = [
    "For this answer:",
    "For that answer:",
    "For this submission:",
    "On this answer:",
    "About this answer:",
    "In this case:",
    "For the given answer:",
    "With another rounding it would still fail:",
  ];
  assert.deepEqual(
    leads.filter((lead) => passed(`${lead}\n${no}`) !== false),
    [],
  );
});
