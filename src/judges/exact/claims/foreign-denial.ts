const number = String.raw`[*_$€£(]{0,4}[-+]?[$€£]?\d[\d.,/]*`;
/** What denies, or only bounds, the number with which a clause in Spanish, French, German, Portuguese, Italian or Chinese ends. */
const before: readonly RegExp[] = [
  String.raw`(?<!\p{L})(?:no|não|non|nunca)\s(?:es|son|era|eran|fue|fueron|sería|é|são|foi|è|sono|hay|há|tiene|tienen|tem|vale|cuesta|quedan?|(?:puede|puede[ns]?|pode|può)\s(?:ser|essere))\s(?:igual\sa\s|de\s|exactamente\s)?${number}$`,
  String.raw`(?:(?<!\p{L})ne\s|(?<!\p{L})n['’])(?:(?!pas\s)[\p{L}'’-]+\s){1,4}(?:pas|jamais)\s(?:(?!mais\s|seulement\s|que\s|moins\s|plus\s)[\p{L}'’]+\s){0,2}${number}$`,
  String.raw`(?<!\p{L})(?:weniger|mehr|kleiner|größer|höher|niedriger|geringer)\sals\s${number}$`,
  String.raw`(?<!\p{L})(?:moins|plus|menos|más|mais|meno|più|inférieur\p{L}*|supérieur\p{L}*|inferior\p{L}*|superior\p{L}*|mayor(?:es)?|menor(?:es)?)\s(?:de|que|do\sque|di|à|a)\s${number}$`,
  String.raw`(?:不是|并非|並非|不等于|不等於|不可能是|少于|少於|小于|小於|大于|大於|多于|多於|不到|低于|低於|高于|高於)\s?${number}$`,
].map((source) => new RegExp(source, "iu"));
/** What a sentence says behind its number that is no answer. */
const behind: readonly RegExp[] = [
  String.raw`(?:ist|sind|wäre)\s(?:\p{L}{2,12}\s)?(?:falsch|inkorrekt|unmöglich|ausgeschlossen|nicht\s(?:richtig|korrekt|möglich|die\s(?:\p{L}{2,12}\s)?(?:antwort|lösung)))`,
  String.raw`(?:stimmt|stimmen|passt|passen)\s(?:\p{L}{2,12}\s)?nicht`,
  String.raw`(?:est|sont|serait)\s(?:\p{L}{2,12}\s)?(?:faux|fausse|incorrecte?|impossible|inexacte?|exclue?)`,
  String.raw`n['’]est\spas\s(?:\p{L}{2,9}\s){0,2}(?:correcte?|juste|exacte?|possible|réponse)`,
  String.raw`(?:no|não|non)\s(?:es|é|è)\s(?:\p{L}{1,9}\s){0,2}(?:correct[ao]|posible|respuesta|corret[ao]|possível|resposta|corrett[ao]|risposta)`,
  String.raw`(?:es|sería|está|é|è)\s(?:\p{L}{2,12}\s)?(?:fals[oa]|incorrect[oa]|erróne[oa]|imposible|errad[oa]|incorret[oa]|impossível|sbagliat[oa]|errat[oa]|impossibile)`,
].map((source) => new RegExp(String.raw`^[*_$)]{0,4}\s(?:[\p{L}€$%°]{1,12}\s)?${source}(?!\p{L})`, "iu"));
const chinese =
  /^[*_$)]{0,4}\s?(?:个|個|元|是|这个答案|不是正确)?(?:是)?(?:错|錯|不对|不對|不正确|不正確|不成立|不可能|有误|有誤|不是答案)/u;

/** Whether a sentence in another language than English denies a number or only bounds it, by what stands before it and behind it. */
export function deniesAbroad(upTo: string, after: string): boolean {
  const clause =
    upTo
      .slice(-160)
      .split(/[,;:]\s|[，；：]|\s(?:sondern|mais|sino|pero|mas|aber|ma)\s/)
      .at(-1) ?? "";
  return before.some((pattern) => pattern.test(clause)) || behind.some((pattern) => pattern.test(after)) || chinese.test(after);
}
