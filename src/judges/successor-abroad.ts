/** Whether a label in German, French, Spanish or Chinese announces the code that follows as the corrected or the final one: "Korrigiert:", "修改后：". */
export function isSuccessorAbroad(label: string): boolean {
  const said = label.slice(-120).toLowerCase().normalize("NFC");
  return successors.some((one) => one.test(said));
}

const successors: readonly RegExp[] = [
  /(?<!\p{L})(?:korrigiert|verbessert|richtig|endg\u00FCltig|final|berichtigt|\u00FCberarbeitet|behoben)(?:e|er|es|en)?(?!\p{L})|(?<!\p{L})(?:nachher|nicht nur|stattdessen|ohne fehler|so (?:ist es )?richtig|(?:meine|die) l\u00F6sung)(?!\p{L})/u,
  /(?<!\p{L})(?:corrig\u00E9e?s?|bonne|correcte?|d\u00E9finitive?|finale?|am\u00E9lior\u00E9e?|r\u00E9vis\u00E9e?|apr\u00E8s|sans erreurs?|correction)(?!\p{L})/u,
  /(?<!\p{L})(?:corregid[oa]|correct[oa]|definitiv[oa]|final|mejorad[oa]|revisad[oa]|despu\u00E9s|sin errores|correcci\u00F3n)(?!\p{L})/u,
  /修改后|修正后|更正|修正|正确|最终|改进|没有错误|改正|优化/,
];
