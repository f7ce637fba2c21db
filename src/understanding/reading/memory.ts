import type { Likeness, Memory, Remembered } from '../../domain/learning/memory.ts';
import type { Linear } from '../learning/linear.ts';
import { gramsOf } from '../text/grams.ts';

/** So many corrections are kept in mind, the newest; a text is compared with all of them in a tenth of a millisecond. */
const most = 2_000;
/** Room for those that were replaced, before all are laid out anew. */
const room = 2_500;

/** From this cosine on two texts are about the same (docs/develop/understanding.md#learning says what was measured). */
const similarFrom = 0.45;
/** Of what training never met: between words of a frame (请协调) and words of a matter. */
const unmet = 20;
/** Less says nothing of likeness. */
const least = 10;

interface Slot extends Remembered {
  places: Int32Array;
  values: Float32Array;
  /** Something newer was said about its appeal. */
  replaced: boolean;
}

/** Where a feature stands: in which slots, and with which weight. */
interface Posting {
  slots: number[];
  values: number[];
}

/** An empty memory; `model`: of task forces, by which words tell of a matter. */
export function createMemory(model: Linear): Memory {
  const telling = tellingOf(model);
  const postings = new Map<number, Posting>();
  const sums = new Float64Array(room);
  let slots: Slot[] = [];
  let newest = new Map<string, Slot>();

  function add(slot: Slot): void {
    const before = newest.get(slot.appeal);
    if (before) before.replaced = true;
    newest.set(slot.appeal, slot);
    const at = slots.push(slot) - 1;
    for (const [index, place] of slot.places.entries()) {
      const posting = postings.get(place) ?? { slots: [], values: [] };
      postings.set(place, posting);
      posting.slots.push(at);
      posting.values.push(slot.values[index] as number);
    }
  }

  function layOut(): void {
    const kept = slots.filter(({ replaced }) => !replaced).slice(-most);
    postings.clear();
    slots = [];
    newest = new Map();
    for (const slot of kept) add(slot);
  }

  return {
    remember(corrected) {
      for (const one of corrected.slice(-most)) {
        if (slots.length === room) layOut();
        add({ ...one, ...weighed(gramsOf(one.text), telling), replaced: false });
      }
    },
    like(bare) {
      if (slots.length === 0) return [];
      sums.fill(0, 0, slots.length);
      const { places, values } = weighed(gramsOf(bare), telling);
      for (let index = 0; index < places.length; index += 1) {
        const posting = postings.get(places[index] as number);
        if (posting) addUp(sums, posting, values[index] as number);
      }
      return gathered(slots, sums);
    },
  };
}

function addUp(sums: Float64Array, { slots, values }: Posting, value: number): void {
  for (let at = 0; at < slots.length; at += 1) {
    const slot = slots[at] as number;
    sums[slot] = (sums[slot] as number) + value * (values[at] as number);
  }
}

function gathered(slots: readonly Slot[], sums: Float64Array): Likeness[] {
  const found = new Map<number, Likeness>();
  for (let at = 0; at < slots.length; at += 1) {
    const sum = sums[at] as number;
    if (sum < similarFrom) continue;
    const { taskForce, replaced } = slots[at] as Slot;
    if (replaced) continue;
    const known = found.get(taskForce) ?? { taskForce, cases: 0, closest: 0 };
    found.set(taskForce, { taskForce, cases: known.cases + 1, closest: Math.max(known.closest, Math.min(1, sum)) });
  }
  return [...found.values()].sort((one, other) => other.closest - one.closest || one.taskForce - other.taskForce);
}

/** How much each place tells of a matter: how rare it is, times how much it speaks for or against any task force. */
function tellingOf({ classes, rarity, weights, steps }: Linear): Float32Array {
  const telling = new Float32Array(rarity.length);
  for (let place = 0; place < rarity.length; place += 1) {
    const rare = rarity[place] as number;
    let square = 0;
    for (let one = 0; rare > 0 && one < classes.length; one += 1)
      square += ((weights[place * classes.length + one] as number) * (steps[one] as number)) ** 2;
    telling[place] = rare === 0 ? unmet : rare * Math.sqrt(square);
  }
  return telling;
}

/** Features of a text that tell something, scaled to length 1. */
function weighed(grams: Int32Array, telling: Float32Array): Pick<Slot, 'places' | 'values'> {
  const mask = telling.length - 1;
  const places = new Int32Array(grams.length);
  const values = new Float32Array(grams.length);
  let count = 0;
  let square = 0;
  for (const gram of grams) {
    const place = gram & mask;
    const value = telling[place] as number;
    if (value < least) continue;
    places[count] = place;
    values[count] = value;
    count += 1;
    square += value * value;
  }
  const scale = 1 / Math.sqrt(square || 1);
  for (let at = 0; at < count; at += 1) values[at] = (values[at] as number) * scale;
  return { places: places.subarray(0, count), values: values.subarray(0, count) };
}
