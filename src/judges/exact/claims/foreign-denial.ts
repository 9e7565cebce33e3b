import { textAt } from "../text-or-none.ts";

const number = String.raw`[*_$€£(]{0,4}[-+]?[$€£]?\d[\d.,/]*`;
const compile = (sources: readonly string[]): readonly RegExp[] => sources.map((source) => new RegExp(source, "iu"));

/** What denies, or only bounds, the number with which a clause in Spanish, French, German, Portuguese, Italian or Chinese ends. */
const before = compile([
  // "La suma no da 18.", "Ella nunca gana exactamente 18."
  String.raw`(?<!\p{L})(?:no|não|non|nunca|jamás|mai)\s(?:(?:se|le|les|lo|la|me|te|nos|ci|ne|si)\s)?(?!(?:doubt|matter|wonder|problem|tax|fee|less|more|fewer|sol[oa]|só|menos|más|mais|meno|più)\s)(?:\p{L}{1,14}\s){1,2}(?:(?:igual\s)?a\s|de\s|exactamente\s|exatamente\s|esattamente\s)?${number}$`,
  String.raw`(?:(?<!\p{L})ne\s|(?<!\p{L})n['’])(?:(?!pas\s)[\p{L}'’-]+\s){1,4}(?:pas|jamais)\s(?:(?!mais\s|seulement\s|que\s|moins\s|plus\s)[\p{L}'’]+\s){0,2}${number}$`,
  String.raw`(?<!\p{L})(?<!(?:nicht|kaum)\s)(?:weniger|mehr|kleiner|größer|höher|niedriger|geringer)\sals\s${number}$`,
  String.raw`(?<!\p{L})(?<!(?:no|não|non|pas|ne)\s(?:\p{L}{1,12}\s){0,3})(?:moins|plus|menos|más|mais|meno|più|inférieur\p{L}*|supérieur\p{L}*|inferior\p{L}*|superior\p{L}*|mayor(?:es)?|menor(?:es)?)\s(?:de|que|do\sque|di|à|a)\s${number}$`,
  // "Es ergibt keineswegs 18.", "Sie verdient nie 18.", "Auf keinen Fall sind es 18."
  String.raw`(?<!\p{L})(?:nie|niemals|keineswegs|keinesfalls|mitnichten|unmöglich|auf\skeinen\sfall|unter\skeinen\sumständen|in\skeinem\sfall)\s(?:(?!nur\s|mehr\s|weniger\s|sondern\s)\p{L}+\s){0,3}${number}$`,
  String.raw`(?<!\p{L})(?:en\saucun\scas|aucunement|nullement|jamais|de\sninguna\s(?:manera|forma)|en\s(?:ningún\scaso|absoluto|modo\salguno)|de\sningún\smodo|de\sjeito\snenhum|de\smodo\snenhum|em\snenhum\scaso|in\snessun\s(?:caso|modo))\s(?:[\p{L}'’]+\s){0,4}${number}$`,
  // A subject of none: "Niemand bekommt 18.", "Nadie gana 18."
  String.raw`(?<!\p{L})(?:niemand|keiner|keine[rs]?\svon\s\p{L}+|personne|aucun(?:e)?\s(?:\p{L}+\s)?|nadie|ningun[oa]|ninguém|nenhum[a]?|nessuno)\s(?:(?!mais\b|sondern\b)[\p{L}'’]+\s){1,4}${number}$`,
  String.raw`(?:不是|并非|並非|不等于|不等於|不可能是?为?|不会是|不應該是|不应该是|绝不是|決不是|并不是|少于|少於|小于|小於|大于|大於|多于|多於|不到|不足|低于|低於|高于|高於)\s?${number}$`,
]);
/** What denies a clause as a whole that ends with the number: "Es ist unmöglich, dass es 18 sind.", "Il est faux que la réponse soit 18." */
const whole = compile([
  String.raw`(?<!(?:nicht|kaum)\s(?:\p{L}{2,9}\s)?)(?:unmöglich|ausgeschlossen|falsch|unwahr|undenkbar|ein\sirrtum),?\s(?:dass|daß|anzunehmen|zu\ssagen)\s[^;:.]{0,100}?${number}$`,
  String.raw`(?:(?:nicht|kaum)\s(?:wahr|so|richtig|möglich|korrekt|der\sfall|sein|zu)|stimmt\s(?:\p{L}{2,9}\s)?nicht),?\s(?:dass|daß)\s[^;:.]{0,100}?${number}$`,
  String.raw`(?<!(?:pas|jamais)\s(?:\p{L}{2,9}\s)?)(?:faux|impossible|inexact|exclu|erroné)\s(?:de\s(?:dire|penser|croire|prétendre|conclure)\s)?(?:que\s|qu['’])[^;:.]{0,100}?${number}$`,
  String.raw`(?:pas|jamais)\s(?:vrai|possible|exact|correct|juste|le\scas|question)\s(?:que\s|qu['’])[^;:.]{0,100}?${number}$`,
  String.raw`(?<!(?:no|não|non)\s(?:es|é|è)\s)(?<!\p{L})(?:fals[oa]|imposible|impossível|impossibile|errad[oa]|errat[oa]|incorrect[oa]|mentira|sbagliato)\s(?:(?:decir|dizer|dire|afirmar|pensar|creer)\s)?(?:que|che)\s[^;:.]{0,100}?${number}$`,
  String.raw`(?<!\p{L})(?:no|não|non)\s(?:es|é|è)\s(?:ciert[oa]|cert[oa]|verdad|verdade|vero|posible|possível|possibile|correct[oa]|corret[oa]|corretto|el\scaso|o\scaso)\s(?:que|che)\s[^;:.]{0,100}?${number}$`,
  String.raw`(?<!\p{L})(?:no|não|non)\s(?:hay|há|c['’]è|existe|esiste)\s(?:forma|manera|modo|maneira|jeito)\s(?:de\s|in\s|para\s)?(?:que\s|cui\s|che\s)?[^;:.]{0,60}?${number}$`,
]);
/** What would only be so: "Es wären 18, wenn ...", "Serían 18 si ...". */
const would = new RegExp(
  String.raw`(?<!\p{L})(?:wären?|würden?\s(?:\p{L}+\s)?|ergäben?|serai(?:t|ent)|ferai(?:t|ent)|donnerai(?:t|ent)|ser[ií]an?|dar[ií]an?|ganar[ií]an?|seriam?|sarebbe(?:ro)?)\s(?:\p{L}{2,10}\s)?${number}$`,
  "iu",
);
const condition = /^[^.!?\n]{0,30}?[,\s](?:wenn|falls|si|s['’]ils?|s['’]elles?|se)\s/iu;
/** What a sentence says behind its number that is no answer. */
const behind = compile(
  [
    String.raw`(?:ist|sind|wäre|wären)\s(?:\p{L}{2,12}\s)?(?:falsch|inkorrekt|unmöglich|ausgeschlossen|unsinnig|zu\s(?!\p{L}{1,12}en\b)\p{L}{3,12}|nicht\s(?:richtig|korrekt|möglich|die\s(?:\p{L}{2,12}\s)?(?:antwort|lösung)))`,
    String.raw`(?:stimmt|stimmen|passt|passen|geht|gehen|kommt|kommen|funktioniert|klappt|reicht|genügt|erfüllt|gilt|teilt)\s(?:\p{L}{2,12}\s){0,2}nicht`,
    String.raw`(?:scheidet|scheiden|fällt|fallen)\s(?:\p{L}{2,12}\s)?(?:aus|weg)|(?:übersteig|überschreite|unterschreite|verfehl|überschätz|unterschätz)\p{L}{1,3}`,
    String.raw`(?:est|sont|serait|seraient)\s(?:\p{L}{2,12}\s)?(?:faux|fausse|incorrecte?|impossible|inexacte?|exclue?|trop\s\p{L}{2,12}|écartée?)`,
    String.raw`n['’]est\spas\s(?:\p{L}{2,9}\s){0,2}(?:correcte?|juste|exacte?|possible|réponse)`,
    String.raw`ne\s(?:convien|march|fonctionn|correspond|suffi|satisfai|vérifi|respect|peu|divis|coll|va)\p{L}{0,4}\spas|(?:dépass|excèd|viol|surestim|sous-estim)(?:e|ent)`,
    String.raw`(?:no|não|non)\s(?:es|é|è)\s(?:\p{L}{1,9}\s){0,2}(?:correct[ao]|posible|respuesta|corret[ao]|possível|resposta|corrett[ao]|risposta)`,
    String.raw`(?:no|não|non)\s(?:cumple|funciona|sirve|vale|encaja|cuadra|puede\sser|satisface|verifica|alcanza|coincide|corresponde|serve|cumpre|satisfaz|pode\sser|va\sbene|funziona|soddisfa|può\sessere|basta)`,
    String.raw`(?:es|son|sería|serían|está|están|queda|quedan|resulta|é|são|è|sono|sarebbe)\s(?:\p{L}{2,12}\s)?(?:fals[oa]|incorrect[oa]|erróne[oa]|imposible|errad[oa]|incorret[oa]|impossível|sbagliat[oa]|errat[oa]|impossibile|demasiad[oa]s?|demais|tropp[oa]|descartad[oa]s?|excluid[oa]s?|descartad[oa]s?|esclus[oaie])`,
    String.raw`(?:supera|excede|rebasa|sobrepasa|incumple|viola|ultrapassa|eccede|se\spasa)n?`,
  ].map((source) => String.raw`^[*_$)]{0,4}(?:,\s|\s)(?:[\p{L}€$%°]{1,12}\s)?(?:${source})(?!\p{L})`),
);
const chinese =
  /^[*_$)]{0,4}\s?(?:个|個|元|是|这个答案|不是正确|美元|岁|天|人)?(?:是)?(?:错|錯|不对|不對|不正确|不正確|不成立|不可能|不符合|不满足|不滿足|不合适|不合理|不可行|行不通|不行|有误|有誤|不是答案|太[大多高小少低长短]|过[大多高小少低]|偏[大高小低]|超出|超过|超過)/u;

/** Whether a sentence in another language than English denies a number or only bounds it, by what stands before it and behind it. */
export function deniesAbroad(upTo: string, after: string): boolean {
  const near = upTo.slice(-160);
  const clause = textAt(near.split(/[,;:]\s|[，；：]|\s(?:sondern|mais|sino|pero|mas|aber|ma|also|donc|quindi|portanto|luego)\s/), -1);
  return (
    before.some((pattern) => pattern.test(clause)) ||
    whole.some((pattern) => pattern.test(near)) ||
    (would.test(clause) && condition.test(after)) ||
    behind.some((pattern) => pattern.test(after)) ||
    chinese.test(after)
  );
}
