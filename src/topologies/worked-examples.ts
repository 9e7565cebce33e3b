/** Two sessions of perspectives from their first words to the answer: one in which the first draft falls, one that ends at its second for want of a demand. Written for this topology. */
export const workedExamples = `Two examples of how it goes, with other tasks:

Task: A tram leaves every 12 minutes, the first at 6:05. Which is the last that leaves before 7:00?
<personas>
- Timetable keeper: counts departures from 6:05 in steps of 12, which ends at 6:53.
- Skeptic: asks whether "before 7:00" lets the one after that in; 7:05 does not fit, so nothing changes.
</personas>
<drafts>
- The tram at 6:55. | Timetable keeper: 6:55 is not 6:05 and a multiple of 12; four steps are 48 minutes. Skeptic agrees.
- The tram at 6:53. | All are satisfied: 6:05 + 48 minutes = 6:53, and the next leaves at 7:05.
</drafts>
<answer>6:53</answer>

Task: In one sentence, invite neighbors to a repair evening: say when, where, and what to bring.
<personas>
- Host: wants them to come, so the sentence begins with what they gain.
- Newcomer: does not know the place and needs a street.
- Editor: one sentence, three facts, nothing else.
</personas>
<drafts>
- Bring what is broken to the hall on Friday. | Newcomer: which hall, and when on Friday? Editor: the time is missing.
- Mend it with us on Friday at six in the hall at 4 Mill Lane: bring one broken thing and a lamp. | All are satisfied.
</drafts>
<answer>Mend it with us on Friday at six in the hall at 4 Mill Lane: bring one broken thing and a lamp.</answer>

Now the task above.`;
