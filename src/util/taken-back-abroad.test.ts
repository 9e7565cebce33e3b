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

const takingBack: readonly string[] = [
  [
    "更正:不通过。",
    "更正：应为不通过。",
    "等等，这是错的。",
    "抱歉，我看错了，答案不正确。",
    "请忽略上面的结果。",
    "我改变主意了：不通过。",
  ],
  ["最终结论：不通过。", "上述判定作废。", "勘误：passed=false", "以上只是示例。", "訂正：不合格。"],
  ["Korrektur: nicht bestanden.", "Moment, das ist falsch.", "Bitte ignoriere das obige JSON.", "Das obige Urteil ist falsch."],
  ["Doch nicht bestanden.", "Ich habe mich geirrt.", "Ich nehme das zurück.", "Das war nur ein Beispiel.", "Ich ändere meine Meinung."],
  ["Correction : échec.", "Attendez, c'est faux.", "Désolé, je me suis trompé.", "Veuillez ignorer le JSON ci-dessus."],
  ["Le verdict ci-dessus est erroné.", "Je retire ce verdict.", "Ce n'était qu'un exemple.", "J'ai changé d'avis.", "Finalement, non."],
  ["Corrección: no aprobado.", "Espera, eso es incorrecto.", "Perdón, me equivoqué.", "Por favor, ignora el JSON anterior."],
  [
    "El veredicto anterior es incorrecto.",
    "Retiro este veredicto.",
    "Era solo un ejemplo.",
    "He cambiado de opinión.",
    "Mejor dicho, no pasa.",
  ],
  ["Correzione: non superato.", "Correção: não aprovado.", "Исправление: не пройдено.", "정정: 불합격."],
  ["→ passed=false", "-> passed: false", "=> false", "**passed: false**", "(should be false)", "[correction: false]", "// should be false"],
  ["Verdict: fail", "Result: FAIL", "Therefore it fails.", "❌", "Make that a fail.", "The answer is wrong."],
].flat();
const leaving: readonly string[] = [
  [
    "以上是我的判定。",
    "没有错误。",
    "更正：无",
    "忽略空格。",
    "抱歉回复较短。",
    "等等，对吗？是的，答案正确。",
    "如果答案是13，则不通过。",
  ],
  [
    "Keine Korrektur nötig.",
    "Korrektur: keine.",
    "Bitte ignorieren Sie Leerzeichen.",
    "Entschuldigung für die Kürze.",
    "Die Antwort ist nicht falsch.",
  ],
  ["Moment, stimmt das? Ja, die Antwort ist richtig.", "Der erste Versuch war falsch, der zweite ist richtig."],
  ["Correction : aucune.", "Ignorez les espaces.", "Désolé pour la brièveté.", "Une réponse de 13 aurait été fausse."],
  ["Corrección: ninguna.", "Perdón por la brevedad.", "Si la respuesta fuera 13, no pasaría.", "Un fallo menor: falta la unidad."],
  [
    "→ passed=true",
    "=> true",
    "Verdict: pass",
    "failed: 0",
    "Failed tests: none",
    "Mistake? No.",
    "Does it fail a criterion? No, it does not.",
    "The program prints:\nfalse",
    "is_even(3) → false",
    "No test failed.",
  ],
].flat();

test("a verdict that is corrected behind it, in whatever language or form, is none", () => {
  const texts = takingBack.flatMap((said) => [`${yes}\n\n${said}`, `\`\`\`json\n${yes}\n\`\`\`\n${said}`, `${no}\n\n${yes}\n\n${said}`]);
  assert.deepEqual(
    texts.filter((text) => passed(text) !== undefined),
    [],
  );
});

test("a fail is taken back by a pass that is stated behind it", () => {
  const remarks = [
    "更正：通过。",
    "Korrektur: bestanden.",
    "Correction : réussi.",
    "Corrección: aprobado.",
    "→ passed=true",
    "Verdict: pass",
  ];
  assert.deepEqual(
    remarks.filter((said) => passed(`${no}\n\n${said}`) !== undefined),
    [],
  );
});

test("words that agree, and words on other things, leave a verdict as it is in whatever language", () => {
  assert.deepEqual(
    leaving.filter((said) => passed(`${yes}\n\n${said}`) !== true),
    [],
  );
  const agreeing = [
    "答案错误。",
    "Die Antwort ist falsch.",
    "La réponse est fausse.",
    "La respuesta es incorrecta.",
    "→ false",
    "正确答案是14。",
  ];
  assert.deepEqual(
    agreeing.filter((said) => passed(`${no}\n\n${said}`) !== false),
    [],
  );
});

test("the verdict that follows on a correction is the one", () => {
  const leads = [
    "更正：",
    "Korrektur:",
    "Correction :",
    "Corrección:",
    "等等，我看错了。",
    "Moment, das ist falsch.",
    "Updated verdict after rechecking:",
  ];
  assert.deepEqual(
    leads.filter((lead) => passed(`${yes}\n\n${lead}\n${no}`) !== false),
    [],
  );
});
