/** Words of one language in which a text says whether something passes; they are matched one by one. */
export interface JudgingWords {
  readonly passing: ReadonlySet<string>;
  readonly failing: ReadonlySet<string>;
  /** They turn what stands beside them. */
  readonly denying: ReadonlySet<string>;
  /** What a verdict is called: beside one of them a bare "no" is a verdict. */
  readonly labels: ReadonlySet<string>;
  /** What may stand beside the others and says nothing itself. */
  readonly beside: ReadonlySet<string>;
  /** A sentence with one of them speaks of another case, or for others. */
  readonly supposing: ReadonlySet<string>;
}

/** The words of the languages that models judge in. A clause judges where it has words of one language alone. */
export const judgingWords: readonly JudgingWords[] = [
  languageOf({
    passing:
      "pass passes passed passing correct right true hold holds work works succeed succeeds valid acceptable accepted success ✅ ✔ ✓",
    failing:
      "fail fails failed failing failure wrong incorrect false invalid mistaken unacceptable rejected error errors mistake mistakes ❌ ✗ ✘ ⛔",
    denying: "not no never nothing none cannot without neither",
    labels: "verdict result final grade overall outcome decision conclusion judgment judgement ruling evaluation assessment passed status",
    beside: `the a an my this that it its is was be been being are to of here there does do did should must has have had i we he she they
      so therefore thus hence in fact conclusion all really actually clearly simply plainly indeed however but and yet on
      balance now still found given submitted student candidate answer answers solution submission code program proof response reply
      argument test tests set change make mark count as say rather read value field say correction edit update sorry wait oh hmm ok okay yes
      well instead reflection checking rechecking rereading review reviewing after d rather`,
    supposing: "if unless when would could might may were suppose supposing assuming otherwise says said claims claimed thinks thought",
  }),
  languageOf({
    passing: "bestanden besteht richtig korrekt wahr true stimmt gilt passt gültig erfolgreich genügt",
    failing: "falsch durchgefallen fällt fehlerhaft inkorrekt unrichtig ungültig false fehler ungenügend abgelehnt scheitert",
    denying: "nicht nein kein keine keinen keiner keinerlei nie ohne nichts",
    labels: "urteil ergebnis fazit endurteil bewertung endergebnis entscheidung gesamturteil note passed status verdikt",
    beside: `der die das den dem des ein eine einen mein meine dies dieses diese es sie er ist war sind wird wurde bleibt durch also daher somit damit
      doch aber jedoch und eigentlich tatsächlich leider endgültig endgültiges endgültige finales finale insgesamt kurz zusammengefasst nach erneuter erneutem
      nochmaliger genauerer prüfung lesen überprüfung prüfen antwort lösung einreichung abgabe code programm beweis schüler student muss müsste sollte
      lautet als zu sein werden korrektur berichtigung moment halt warte sorry entschuldigung ach oh hm ja im ergebnis sich habe hat ich gefunden vielmehr`,
    supposing:
      "wenn falls sofern wäre hätte würde könnte angenommen sonst andernfalls meint meinen glauben behauptet behaupten sagt sagen manche",
  }),
  languageOf({
    passing:
      "réussi réussie réussit passe passé correct correcte juste vrai true valide validé validée exact exacte bon bonne réussite succès",
    failing:
      "échec échoue échoué faux fausse incorrect incorrecte erroné erronée false invalide inexact inexacte rejeté rejetée refusé erreur erreurs insuffisant",
    denying: "pas non jamais aucune aucun sans",
    labels: "verdict résultat conclusion jugement note évaluation décision passed bilan finalement statut",
    beside: `le la les l un une des du de d mon ma ce cette cela ça c elle il est était sont n ne a en fait donc ainsi mais cependant pourtant toutefois
      et réellement vraiment clairement malheureusement final finale définitif définitive au total bref après relecture réflexion vérification examen réponse
      solution soumission code programme preuve copie élève étudiant doit devrait être serait-ce correction rectification attendez désolé désolée oups oui
      plutôt y je j ai trouvé vérifié qu que`,
    supposing: "si aurait auraient serait seraient pourrait sinon dit disent pensent croient prétend prétendent affirme affirment certains",
  }),
  languageOf({
    passing: "aprobado aprobada aprueba pasa pasó correcto correcta cierto verdadero true válido válida acierta superado éxito bien",
    failing:
      "reprobado reprobada falla falló falso falsa incorrecto incorrecta erróneo errónea equivocado equivocada mal false inválido inválida rechazado suspenso suspendido error errores fallo insuficiente",
    denying: "no nunca ningún ninguna ninguno sin tampoco jamás",
    labels: "veredicto resultado conclusión juicio nota evaluación decisión calificación passed estado",
    beside: `el la los las lo un una de del mi este esta esto eso es era está son fue ha en realidad así que por tanto lo pero sin-embargo y realmente
      claramente desgraciadamente final definitivo definitiva total resumen tras después revisar revisión releer respuesta solución entrega código programa
      prueba alumno estudiante debe debería ser corrección rectificación espera espere perdón ups sí mejor dicho se queda más al a hay encontré encontrado he`,
    supposing: "si sería habría hubiera fuera podría dice dicen creen piensan afirma afirman algunos",
  }),
  languageOf({
    passing: "superato corretto corretta giusto aprovado correto certo geslaagd juist goed пройдено верно правильно合格 true",
    failing:
      "sbagliato sbagliata errato errata reprovado errado errada incorreto incorreta gezakt fout onjuist неверно неправильно ошибка false",
    denying: "non não niet не нет nao",
    labels: "verdetto risultato veredito resultado oordeel вердикт итог passed",
    beside: `il la o a het de è é está is ответ la risposta resposta antwoord correzione correção correctie исправление поправка finale final definitief
      aspetta espere wacht ma mas maar но это`,
    supposing: "se als если seria sarebbe zou бы",
  }),
];

type Lists = Readonly<Record<keyof JudgingWords, string>>;

function languageOf(lists: Lists): JudgingWords {
  const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter(Boolean));
  return {
    passing: words(lists.passing),
    failing: words(lists.failing),
    denying: words(lists.denying),
    labels: words(lists.labels),
    beside: words(lists.beside),
    supposing: words(lists.supposing),
  };
}
