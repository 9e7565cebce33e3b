/**
 * From how many of a session's tasks is learnt: anew at every tenth task, from a hundred on each time there are a tenth more, since every fit takes longer and
 * moves less. By the number of tasks alone: a session that is taken up again thinks what it would have thought.
 */
export function learntFromFirst(tasks: number): number {
  if (tasks < 110) return tasks - (tasks % 10);
  let used = 100;
  while (Math.floor(1.1 * used) <= tasks) used = Math.floor(1.1 * used);
  return used;
}
