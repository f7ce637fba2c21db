import type { Figures, Spread } from './figures.ts';

interface Printed {
  from: string;
  to: string;
  /** Asked for; the figures say how many there were. */
  open: number;
  figures: Figures;
  broken: string[];
}

const mostExamples = 10;

export function printMonth({ from, to, open, figures, broken }: Printed): void {
  const { workdays, openPerGroup, arrivedPerGroupAndDay: cards, group, daysWithThree } = figures;
  console.log(`\n${from} to ${to}, ${workdays} working days, ${open} open appeals wanted in each group`);
  console.log(`  open at noon ${openPerGroup.toFixed(1)} a group, ${cards.toFixed(2)} dispatch cards a group and day`);
  console.log(line('task-force group', group));
  console.log(`  days of a group with three messages or more: ${Math.round(daysWithThree * 100)} %`);
  console.log(line('centre group', figures.centreGroup));
  console.log('  privately, to one person a working day, answers to what he did himself left out:');
  for (const [audience, spread] of Object.entries(figures.privately)) console.log(line(audience, spread));
  console.log(broken.length === 0 ? '  every promise kept' : `  ${broken.length} promises broken:`);
  for (const one of broken.slice(0, mostExamples)) console.log(`    ${one}`);
}

function line(name: string, { mean, p95, most, kinds }: Spread): string {
  const sorted = Object.entries(kinds).sort(([, one], [, other]) => other - one);
  const shown = sorted.map(([kind, count]) => `${kind} ${count.toFixed(2)}`).join(', ');
  return `  ${name.padEnd(16)} mean ${mean.toFixed(2)}, 95 % ≤ ${p95}, most ${most}${shown ? ` (${shown})` : ''}`;
}
