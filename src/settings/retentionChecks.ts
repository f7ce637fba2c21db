import type { RetainedKind } from '../domain/rules.ts';
import type { DistrictFile } from './schemas.ts';

/** How many whole days a kind must be kept at least, and what would break with fewer. */
type Floor = [kind: RetainedKind, days: number, why: string];

/**
 * A card can be pressed and redrawn for 14 days after it was sent (docs/develop/feishu.md#errors, 230031); one more day
 * for what is under way.
 */
const pressable = 15;
const pressed = 'cards are pressed and redrawn for 14 days';

// biome-ignore format: a table is read by column
const floors: Floor[] = [
  ['keys',     30,        'an event that is delivered again must be known'],
  ['messages', pressable, pressed],
  // A report made before a long holiday is sent only after it.
  ['reports',  30,        'the buttons of a report live for 14 days after it was sent'],
  // jobs/tick/clockAhead.ts looks back 40 days.
  ['slots',    60,        'the timetable looks back at them'],
  ['drafts',   pressable, pressed],
  ['tips',     pressable, pressed],
];

/** Faults: values of `retention` that are so short that something would break. */
export function retentionFaults({ retention, repeatHours }: DistrictFile): string[] {
  const { payloads, messages } = retention;
  const repeats = Math.ceil(repeatHours / 24);
  const known = `the same words are known again for repeatHours ${repeatHours}`;
  const ofSettings: Floor[] = [
    ['keys', payloads, `a payload goes before its key: payloads ${payloads}`],
    ['links', messages, `a message is found by its link: messages ${messages}`],
    ['drafts', repeats, known],
    ['tips', repeats, known],
  ];
  return [...floors, ...ofSettings]
    .filter(([kind, days]) => retention[kind] < days)
    .map(([kind, days, why]) => `retention: ${kind} ${retention[kind]} must be at least ${days}: ${why}`)
    .filter((fault, index, all) => all.indexOf(fault) === index);
}
