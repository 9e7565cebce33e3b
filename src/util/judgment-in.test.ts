import assert from "node:assert/strict";
import { test } from "node:test";
import { judgmentIn } from "./judgment-in.ts";

const sentences: Readonly<Record<"fails" | "passes" | "nothing", readonly string[]>> = {
  fails: [
    "Verdict: fail",
    "passed=false",
    "passed → false",
    "Set passed to false.",
    "The answer is wrong.",
    "The answer doesn't hold.",
    "This isn't correct.",
    "The sum is 15, so it fails.",
    "Passed? No.",
    "Grade: F",
    "❌",
    "failed: true",
    "Fazit: nicht bestanden",
    "Eigentlich ist die Antwort falsch.",
    "Tatsächlich fällt die Antwort durch.",
    "Cependant, la réponse est incorrecte.",
    "Finalement, non.",
    "La réponse ne passe pas.",
    "Sin embargo, la respuesta es incorrecta.",
    "Veredicto final: reprobado.",
    "重新检查后，答案错误，不通过。",
    "passed 应为 false",
    "该答案未通过。",
    "結論：不合格",
  ],
  passes: [
    "Verdict: pass",
    "passed: true",
    "errors: false",
    "No errors found.",
    "It never fails.",
    "Die Antwort ist doch richtig.",
    "Ich habe keine Fehler gefunden.",
    "Je n'ai trouvé aucune erreur.",
    "En fait, la réponse est correcte.",
    "No encontré ningún error.",
    "En realidad, la respuesta es correcta.",
    "没有错误。",
    "更正：应为通过。",
    "实际上答案是正确的。",
  ],
  nothing: [
    "The student should correct the answer.",
    "The alternative 13 is wrong.",
    "Criterion 2: fail",
    "If units were required, it fails.",
    "Some may say the answer is wrong.",
    "then it passes",
    "It does not change the result.",
    "Die Alternative 13 ist falsch.",
    "Wäre die Antwort 13, fällt sie durch.",
    "Manche meinen, die Antwort ist falsch.",
    "Si la réponse avait été 13, elle échoue.",
    "La respuesta correcta es 14.",
    "如果答案是13，则不通过。",
    "正确答案是14。",
    "is_even(3) is false",
    "is_even(3) → false",
    "To pass, the student must show 14.",
    "True, the unit is right, but the sum is not there.",
    "学生第一次写的是13，是错误的，后来改成了14。",
    "",
  ],
};
for (const [wanted, said] of Object.entries(sentences)) {
  test(`a sentence is read to say that the matter in hand ${wanted === "nothing" ? "is one thing or another only where it does" : wanted}`, () => {
    assert.deepEqual(
      said.filter((sentence) => (judgmentIn(sentence) ?? "nothing") !== wanted),
      [],
    );
  });
}
