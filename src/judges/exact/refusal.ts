const refusing =
  /\b(?:I(?:['’]m| am) (?:sorry|afraid),? (?:but )?I (?:can(?:no|['’])t|won['’]t|must)|I (?:can['’]?t|cannot|can not|can’t|won['’]t|will not|must decline to|decline to|refuse to|am unable to|am not able to|don['’]t feel comfortable)|I['’]m (?:unable|not able) to|(?:as an AI|unfortunately),? I)\b[^.!?\n]{0,12}?\b(?:help(?! but)|assist|answer|provide|comply|choose|pick|select|determine|discuss|engage|fulfill|support|respond|say|give|decide|tell|conclude|helping|answering)\b|(?:(?:\bnot|n['’]t) (?:have )?enough|\binsufficient|\black(?:s|ing)?(?: the)?(?: necessary)?) (?:information|data|context)\b|\b(?:can(?:no|['’])t|can not|unable to|impossible to|hard to|difficult to|don['’]t|do not|unclear|unsure|not (?:sure|clear|certain))\s(?:(?:determine|tell|say|decide|know|judge|choose|pick|settle)\s)?(?:which|whether)\b|\bnone of (?:the|these|those) (?:given )?(?:options|answers|choices) (?:is|are|seems?|looks?) (?:\w{1,12} )?(?:correct|right|true|valid)\b|\b(?:correct|right) (?:answer|option) is(?: not|n['’]t) (?:listed|among|given|there|shown|one of|available|included)\b/i;

/** Whether a text declines to answer, or says that no option is right: then a letter counts only where the text chooses it. */
export function refusalIn(text: string): boolean {
  return refusing.test(text.slice(-16_384));
}
