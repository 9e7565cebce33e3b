import { isLong } from "../reach.ts";

const parameter =
  /(?<=\d[^\n,=]{0,40}),?\s(?:\(?(?:with|where|for|when|at|using|given|assuming|taking|on)\s(?:the\s|a\s|an\s)?|\((?=[^()=]{1,26}=\s?[-+−]?\d[\d.,]*\)\W*$))[\p{L}αβλμσρν][\p{L}\d_.' -]{0,24}\s?[=:≈<>≤≥]\s?[-+−]?\d[\d.,/]*%?\)?(?=\W*$|[,;.]\s)/gu;

/** A text without the parameters behind its value: "7" of "7, with df = 42". */
export function withoutParameters(text: string): string {
  return isLong(text, "sentence") || !/[=:≈<>≤≥]/.test(text) ? text : text.replace(parameter, "");
}
