/** What a sentence in another language than English says of the answer before it: that it is taken back, or that it may be. */
export type RemarkAbroad = "takes back" | "doubts" | "corrects" | "keeps";

/**
 * Reads the beginning of a sentence in German, French, Spanish or Chinese, and what a correction is called in some more: "Bitte ignoriere das
 * JSON oben", "Je me suis trompé", "等等，". A correction says what is right instead, which may be what was said, or that nothing is to be corrected.
 */
export function takenBackAbroad(sentence: string): RemarkAbroad | undefined {
  const said = sentence
    .slice(0, 200)
    .toLowerCase()
    .normalize("NFC")
    .replace(/[*_`"“”„«»]/g, "")
    .replace(/\u2019/g, "'")
    .replace(/^(?:[\s>#([\u2192\u21D2\u27A1-]|\uFE0F)+/, "")
    .replace(opening, "");
  if (corrections.test(said)) return noneNeeded.test(said) ? "keeps" : "corrects";
  if (withdrawals.some((one) => one.test(said))) return "takes back";
  return doubts.test(said) ? "doubts" : undefined;
}

/** What may stand before such a sentence. */
const opening =
  /^(?:(?:aber|doch|nein|also|hinweis|anmerkung|mais|non|donc|remarque|note|pero|no|nota|但是?|注意|不过|不)[\s,:\uFF0C\uFF1A]{1,3}){1,3}/;

const corrections =
  /^(?:korrektur|berichtigung|richtigstellung|erratum|correction|rectification|correctif|correcci\u00F3n|rectificaci\u00F3n|enmienda|fe de erratas|errata|correzione|rettifica|corre\u00E7\u00E3o|retifica\u00E7\u00E3o|correctie|\u0438\u0441\u043F\u0440\u0430\u0432\u043B\u0435\u043D\u0438\u0435|\u043F\u043E\u043F\u0440\u0430\u0432\u043A\u0430|更正|修正|勘误|訂正|订正|纠正|更改|改正|정정|수정)[\s]{0,2}[:\uFF1A.\u2014-]/;
const noneNeeded =
  /[:\uFF1A][\s]{0,2}(?:keine?|nicht|aucune?|ninguna?|nessuna|nenhuma|none|nothing|no|无|無|没有|不需要|なし|нет)(?: (?:needed|necessary|required|n\u00F6tig|n\u00E9cessaire|necesaria|correction|changes?)){0,2}[\s.。!]*$/;

const withdrawals: readonly RegExp[] = [
  /^(?:bitte )?(?:ignorier\w*|vergiss|vergessen sie|verwirf|verwerfen sie|streich\w*|missachte\w*) (?:bitte )?(?:(?:das|die|den|dies\w*|mein\w*) (?:\S+ ){0,2}?(?:json|urteil|objekt|bewertung|antwort|ergebnis|ausgabe|verdikt|obige|obigen|vorherige|zeile)|das[.,!]|das$|dies[.,!]|alles|obiges)/,
  /^ich (?:habe? mich|bin) (?:\S+ )?(?:geirrt|vertan|verlesen|verrechnet|get\u00E4uscht|verz\u00E4hlt)/,
  /^ich (?:nehme|ziehe) (?:das|dies|es|mein\w*|die|diese\w*)(?: \S+){0,3} zur\u00FCck/,
  /^ich (?:\u00E4ndere|revidiere|korrigiere|widerrufe|muss|m\u00F6chte) (?:das|dies\w*|mein\w*|mich|die)(?: \S+){0,3}/,
  /^(?:das|dies) war (?:nur|blo\u00DF|lediglich) (?:ein|eine) /,
  /^mein fehler|^vergiss es|^streich das/,
  /^(?:das|die|der|dies\w*) (?:obige|vorige|vorherige|bisherige)\w*(?: \S+)? (?:ist|war|gilt|wird|sollte|stimmt|darf) (?:\S+ ){0,2}?(?:falsch|nicht|ung\u00FCltig|hinf\u00E4llig|verworfen|nur|\u00FCberholt|fehlerhaft)/,
  /^(?:das|die|der|mein\w*) (?:urteil|json|objekt|bewertung|antwort|verdikt|ergebnis) (?:oben|zuvor|davor|von oben) (?:ist|war|gilt) (?:\S+ ){0,2}?(?:falsch|nicht|ung\u00FCltig|hinf\u00E4llig|nur|\u00FCberholt|fehlerhaft)/,
  /^(?:veuillez |merci d'|merci de |s'il vous pla\u00EEt,? )?(?:ignore[rz]?|oublie[rz]?|ne tenez pas compte|ne pas tenir compte) (?:de |du )?(?:(?:le |la |l'|mon |ma |ce |cet |cette )?(?:json|verdict|objet|r\u00E9ponse|jugement|r\u00E9sultat|note|sortie|premier|pr\u00E9c\u00E9dent)|cela|\u00E7a|ceci|tout|ce qui)/,
  /^je me suis tromp\u00E9|^j'ai (?:fait une erreur|mal lu|mal compt\u00E9|chang\u00E9 d'avis|eu tort|commis une erreur)|^au temps pour moi|^autant pour moi|^mon erreur/,
  /^je (?:retire|annule|corrige|r\u00E9vise|modifie|reviens sur|dois corriger|dois revenir) /,
  /^(?:ce n'\u00E9tait qu'|c'\u00E9tait (?:juste |seulement |simplement )?)une? (?:exemple|brouillon|essai|test|mod\u00E8le|gabarit|blague|plaisanterie|\u00E9bauche)/,
  /^(?:le|la|l'|ce|cette|mon|ma) ?(?:verdict|json|r\u00E9ponse|objet|jugement|note|r\u00E9sultat) (?:ci-dessus|pr\u00E9c\u00E9dente?|plus haut) (?:est|\u00E9tait|doit|n'est|ne) (?:\S+ ){0,2}?(?:faux|fausse|erron\u00E9e?|incorrecte?|invalide|pas|caduque?|nulle?|annul\u00E9e?|ignor\u00E9e?|qu'une?|plus)/,
  /^(?:por favor,? )?(?:ignor[ae]n?|ignorad|olvid[ae]n?|descart[ae]n?|desestim[ae]n?) (?:(?:el |la |mi |este |esta |ese |esa )?(?:json|veredicto|objeto|respuesta|juicio|resultado|nota|salida|primero|anterior)|eso|esto|todo|lo (?:anterior|de arriba|que))/,
  /^me equivoqu\u00E9|^me he equivocado|^(?:he )?comet\u00ED?d?o? un error|^le\u00ED mal|^he le\u00EDdo mal|^(?:he cambiado|cambi\u00E9|cambio) de (?:opini\u00F3n|idea)|^me retracto|^fue mi error|^mi error/,
  /^(?:retiro|rectifico|corrijo|anulo|revoco) (?:el|la|lo|este|esta|esto|eso|mi)/,
  /^(?:eso |esto )?era (?:solo|s\u00F3lo|solamente|\u00FAnicamente|tan solo) un/,
  /^(?:el|la|mi|este|esta) (?:veredicto|json|respuesta|objeto|juicio|resultado|nota) (?:anterior|previo|previa|de arriba) (?:es|era|est\u00E1|no|debe|queda) ?(?:\S+ ){0,2}?(?:incorrect[oa]|err\u00F3ne[oa]|inv\u00E1lid[oa]|fals[oa]|mal|no|nul[oa]|anulad[oa]|vale|ignorarse|s\u00F3lo|solo|v\u00E1lid[oa]|final)/,
  /^mejor dicho[\s,:]/,
  /^(?:请|請)?(?:忽略|无视|忘记|忘掉|不要使用|不要采用|撤回|撤销)(?:掉|了)?(?:以?上|上述|上面|前面|之前|刚才|我|这|那|该)/,
  /^我(?:刚才|之前|先前)?(?:看错|弄错|搞错|算错|判错|读错|错了|误读|误判|改变(?:了)?(?:主意|看法|判断|想法)|撤回|收回|需要更正|要更正|必须更正|更正|修正)/,
  /^(?:抱歉|对不起)[,，]?\s?我?(?:看错|弄错|搞错|算错|判错|读错|错了)/,
  /^(?:以上|上述|上面|前面|之前|刚才)(?:的)?[^,，。:：]{0,10}?(?:作废|无效|有误|错误|是错的|不对|不正确|不算|只是|仅为|仅是|仅作|不是)/,
  /^すみません|^間違え/,
];
const doubts =
  /^(?:(?:moment(?: mal)?|einen moment|halt|warte(?:n sie)?(?: mal)?|stopp|ach(?: nein)?|entschuldigung|verzeihung|attendez|attends|un instant|d\u00E9sol\u00E9e?|excusez-moi|oups|ah non|espera|espere|un momento|perd\u00F3n|perdona|disculpa|disculpe|lo siento|ups|aspetta|wacht|等等|等一下|且慢|稍等|不对|不對|抱歉|对不起|糟糕|哦不|慢着)[\s]{0,2}(?:[,.!:\u2014\u2026\uFF0C\u3002\uFF01\uFF1A-]|$))/;
