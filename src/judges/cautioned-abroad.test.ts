import assert from "node:assert/strict";
import { test } from "node:test";
import { programIn } from "./program-text.ts";

const right = "```python\ndef add(a, b):\n    return a + b\n```";
const wrong = "```python\ndef add(a, b):\n    return a - b\n```";
const checks = ["assert add(1, 2) == 3"];

const cautions: readonly string[] = [
  ["Falsch:", "Nicht so:", "So bitte nicht:", "Alte Version:", "Fehlerhafter Code:", "Vorher:", "Ein falscher Ansatz:", "Das ist falsch:"],
  [
    "Faux :",
    "Mauvaise version :",
    "Avant :",
    "Ancienne version :",
    "À ne pas faire :",
    "Version erronée :",
    "Ne faites pas cela :",
    "Votre code :",
  ],
  ["Incorrecto:", "Versión incorrecta:", "Antes:", "No hagas esto:", "Versión anterior:", "Código con errores:", "Tu código:"],
  ["错误示例：", "错误的写法：", "之前：", "旧版本：", "不要这样写：", "修改前：", "常见错误："],
].flat();
const offers: readonly string[] = [
  ["Korrigiert:", "Alte Version, korrigiert:", "Nicht nur kürzer:", "Richtig:", "Die Lösung ohne Fehler:"],
  ["Version corrigée :", "Après :", "La bonne version :", "Sans erreur :"],
  ["Versión corregida:", "Después:", "Código sin errores:"],
  ["修改后：", "正确版本：", "更正：", "没有错误的版本："],
].flat();

test("code under a label that calls it wrong, former or another's is not the program, in whatever language", () => {
  assert.deepEqual(
    cautions.filter((label) => !programIn(`${right}\n\n${label}\n${wrong}`, "python", checks)?.includes("a + b")),
    [],
  );
  assert.deepEqual(
    cautions.filter((label) => !programIn(`${label}\n${wrong}\n\n${right}`, "python", checks)?.includes("a + b")),
    [],
  );
});

test("code under a label that calls it mended is the program", () => {
  assert.deepEqual(
    offers.filter((label) => !programIn(`${wrong}\n\n${label}\n${right}`, "python", checks)?.includes("a + b")),
    [],
  );
});
