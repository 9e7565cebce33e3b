const inTex = /\\langle(?![a-z])([^⟨⟩]{1,400}?)\\rangle(?![a-z])|[⟨〈〈]([^⟨⟩〈〉〈〉]{1,400})[⟩〉〉]/g;
/** Signs that else compare: between them stand values and a comma, and no sign of a comparison. */
const inSigns = /(?<![\w\s)\]}]\s?)<(?!\s?=)([^<>=≤≥\n]{1,200},[^<>=≤≥\n]{1,200})>(?=[\s.$)}\]*_`]*$)/g;

/** A text with round brackets in place of angle brackets around values: `\langle 1, 2 \rangle`, ⟨1, 2⟩ and <1, 2> as (1, 2). */
export function withRoundBrackets(text: string): string {
  if (!/\\l(?:eft\s?)?(?:angle|t)|[<⟨〈〈]/.test(text)) return text;
  return text
    .replace(/\\(?:left|right|[bB]igg?[lr]?)\s?(?=\\[lr]angle(?![a-z])|[<>⟨⟩])/g, "")
    .replace(inTex, (_all, tex?: string, signs?: string) => `(${(tex ?? signs ?? "").trim()})`)
    .replace(inSigns, "($1)");
}
