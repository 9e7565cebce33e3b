import type { DisownedOption } from "./disowned-stretch.ts";

const one = String.raw`\(?(?<![A-Za-zÀ-ÿ\d'’])[A-Z](?![A-Za-zÀ-ÿ\d'’])\)?`;
const joined = String.raw`(?:,\s?|，|、|,?\s?(?:und|oder|et|ou|y|o|e|ed|和|与|及|或)\s?)(?:(?:die|la|el)\s)?`;
const several = String.raw`${one}(?:${joined}${one}){1,25}`;
const wrong =
  "(?:falsch|inkorrekt|unmöglich|ausgeschlossen|faux|fausses?|incorrecte?s?|impossibles?|inexacte?s?|exclue?s?|fals[oa]s?|incorrect[oa]s?|erróne[oa]s?|imposibles?|errad[oa]s?|incorret[oa]s?|impossíve(?:l|is)|sbagliat[aeoi]|errat[aeoi]|scorrett[aeoi])";
const unlike = `(?:nicht\\s(?:richtig|korrekt|wahr|möglich)|pas\\s(?:correcte?s?|justes?|bonnes?|vraie?s?|possibles?)|${wrong})`;
const adverb = "(?:\\p{L}{2,12}\\s)?";
const chinese = "(?:选项|選項|项|項)?\\s?(?:是|说法|的说法)?(?:错误|錯誤|错|錯|不对|不對|不正确|不正確|不符合|不成立|排除|有误|有誤)";

/** Clauses in German, French, Spanish, Portuguese, Italian and Chinese that name an option as a wrong one, or beside the one that they choose. */
const disowning: readonly RegExp[] = [
  // A singular verb belongs to the last letter alone: "A, D ist falsch".
  String.raw`${one}\s(?:ist|wäre|est|serait|es|sería|é|è)\s${adverb}${unlike}(?!\p{L})`,
  String.raw`(?<!\p{L})(?:ist|wäre|est|serait|es|sería)\s${one}\s${adverb}${unlike}(?!\p{L})`,
  String.raw`(?<!\p{L})(?:[Ww]eder|[Nn]i|[Nn]em|[Nn]é)\s(?:la\s|die\s)?${one}\s(?:noch|ni|nem|né)\s(?:la\s|die\s)?${one}`,
  String.raw`${several}\s(?:sind|wären|sont|son|são|sono|están?|estão|estaban|estavam)\s${adverb}${unlike}(?!\p{L})`,
  String.raw`${one}\s(?:stimmt|passt|gilt)\s(?:\p{L}{2,12}\s)?nicht(?!\p{L})`,
  String.raw`${several}\s(?:stimmen|passen|gelten)\s(?:\p{L}{2,12}\s)?nicht(?!\p{L})`,
  String.raw`${one}\s(?:n['’]est|no\ses|não\sé|non\sè)\s(?:pas\s)?(?:(?:la|a|l['’]|el|une?)\s?)?(?:\p{L}{2,9}\s)?(?:correct[aeo]?s?|juste|bonne|vraie?|verdader[oa]|corret[oa]|certa|esatt[oa]|giust[oa]|corrett[oa]|réponse|respuesta|resposta|risposta)`,
  String.raw`${one}(?:(?:、|和|与|及)${one}){0,25}\s?${chinese}`,
  String.raw`${one}\s?(?:选项|選項|项|項)?\s?(?:虽然|雖然|尽管|看似|看起来|似乎)[^。；！？\n]{0,80}`,
  String.raw`${several}\s?(?:选项|項|项)?(?:均|都|皆|全)${chinese}`,
  String.raw`(?<!\p{L})(?:[Nn]icht|[Kk]einesfalls|kaum|[Pp]as|jamais|(?:[Nn]o|[Nn]ão|[Nn]on|[Nn]unca)\s(?:es|son|puede\sser|é|são|pode\sser|è|sono|può\sessere))\s(?:(?:die|der|la|el|a|o|une?)\s|l['’])?(?:(?:[Aa]ntwort|[Oo]ption|réponse|opción|respuesta|opção|resposta|opzione|risposta)\s)?${one}(?:\s?(?:oder|ou|o|noch|ni)\s${one}){0,9}`,
  String.raw`(?:不是|并非|並非|不选|不選|不能选|不应选|排除)\s?(?:选项|選項)?\s?${one}(?:(?:、|和|与|或)${one}){0,25}`,
  String.raw`(?<!\p{L})(?:[Oo]bwohl|obgleich|wenngleich|[Ww]ährend|wohingegen|[Tt]andis\sque|[Aa]lors\sque|[Bb]ien\sque|[Mm]ême\ssi|[Aa]unque|[Mm]ientras\sque|[Ee]mbora|enquanto|sebbene|anche\sse|mentre)\s[^.;!?\n,]{0,80}?${one}[^.;!?\n,]{0,120}`,
  String.raw`(?:虽然|雖然|尽管|儘管)[^。；！？\n,，]{0,60}?${one}[^。；！？\n,，]{0,80}`,
].map((source) => new RegExp(source, "gu"));

/** Options between which a text leaves it open. */
const weighed = new RegExp(String.raw`${one}(?:,?\s(?:oder|ou|o)\s(?:(?:die|la)\s)?|\s?(?:或者?|还是)\s?)${one}`, "gu");
const most = 200;

/** The stretches of a text in other languages than English that name an option which it does not choose. */
export function foreignDisownedIn(text: string): readonly DisownedOption[] {
  const found = (pattern: RegExp, as: DisownedOption["as"]): DisownedOption[] =>
    [...text.matchAll(pattern)].slice(-most).map(({ index, 0: said }) => ({ from: index, to: index + said.length, as }));
  return [...disowning.flatMap((pattern) => found(pattern, "denied")), ...found(weighed, "open")];
}
