const answer = String.raw`(?:(?:antwort|lösung|ergebnis|réponse|résultat|respuesta|resultado|risposta|risultato|resposta)(?:\s(?:finale?|correct[ae]|correcte|corretta|definitiva))?\s?(?:[:：]|ist|lautet|beträgt|est(?:\sdonc)?|es|è|é)|(?:答案|结果)\s?(?:[:：]|是|为))[*_]{0,3}\s{0,3}[*_$]{0,4}[^.。!?\n,，;；]{1,40}`;
const subordinate =
  "(?:obwohl|obgleich|wenngleich|während|wohingegen|tandis\\sque|alors\\sque|bien\\sque|même\\ssi|aunque|mientras\\sque|embora|enquanto|sebbene|anche\\sse|mentre)\\s|(?:虽然|尽管|而(?!是|不是|非))";
/** A clause behind an answer that tells of something else. */
const clause = new RegExp(String.raw`(?<=(?<!\p{L})${answer})[,，]\s?(?:${subordinate})[^.。!?\n;；]{1,160}`, "giu");
/** The same behind a verdict with which a line begins. */
const verdict = new RegExp(
  String.raw`(?<=^[ \t*_>]{0,6}(?:oui|non|sí|no|ja|nein|sì|sim|não|是|不是)[*_]{0,3})[,，]\s?(?:${subordinate})[^.。!?\n;；]{1,160}`,
  "gimu",
);
/** A sentence right behind an answer that tells of another time. */
const sentence = new RegExp(
  String.raw`(?<=(?<!\p{L})${answer}[.。]\s{0,3})(?:im\s(?:vorjahr|letzten\s\p{L}+)|letzte[sn]?\s\p{L}+|früher|zum\svergleich|l['’]an(?:née)?\s(?:dernier|dernière|passée?)|auparavant|autrefois|avant|à\stitre\sde\scomparaison|el\s(?:año|mes)\s(?:pasado|anterior)|la\ssemana\spasada|antes|anteriormente|en\scomparación|l['’]anno\sscorso|prima|no\sano\spassado|去年|上个?月|以前|此前|之前)(?!\p{Ll})[^。!?\n;；]{1,160}?(?:[.。](?=\s|$)|(?=\n|$))`,
  "giu",
);
/** What stands in place of what: "42 statt 45". */
const insteadOf =
  /(?<=\d[^.。!?\n;；]{0,30})(?:\s|[,，]\s?|)(?:au\slieu\sde|plutôt\sque|en\s(?:lugar|vez)\sde|em\svez\sde|anstatt|statt|anstelle\svon|invece\sdi|而不是|而非)\s?[-+]?[$€£]?\d[\d.,]{0,12}(?:\s\p{L}{1,12})?(?=[\s.。,，!;；]|$)/giu;
const taken =
  /(?<!\p{L})(?:eigentlich|richtig|korrekt|tatsächlich|besser|fait|plutôt|correcte?|juste|exacte?|realidad|correct[ao]|realmente|mejor|corret[ao]|meglio|corretto)(?!\p{L})|正确|应该|其实|实际|更/iu;
const foreign =
  /[äöüßéèêàñíóçãì’一-鿿]|\b(?:antwort|ergebnis|respuesta|resultado|risposta|resposta|statt|anstatt|aunque|obwohl|oui|ja|nein|en lugar|en vez|au lieu|invece)\b/i;

/** A text without what it says in other languages than English of something else behind its answer; places stay. */
export function withoutForeignAsides(text: string): string {
  if (!foreign.test(text)) return text;
  const blank = (said: string): string => (taken.test(said) ? said : said.replace(/[^\n]/g, " "));
  return text
    .replace(insteadOf, (said) => said.replace(/[^\n]/g, " "))
    .replace(clause, blank)
    .replace(verdict, blank)
    .replace(sentence, blank);
}
