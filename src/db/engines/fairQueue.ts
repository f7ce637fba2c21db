/** How many urgent items may overtake in a row: a burst of deliveries must not stop the work on what was delivered. */
const inARow = 4;

export interface FairQueue<Item> {
  push(item: Item, urgent: boolean): void;
  /** The next one; undefined when none waits. */
  take(): Item | undefined;
}

/** First come, first served; urgent items overtake waiting ones, but let nothing wait for ever. */
export function fairQueue<Item>(): FairQueue<Item> {
  const urgentOnes: Item[] = [];
  const others: Item[] = [];
  let passed = 0;
  return {
    push: (item, urgent) => void (urgent ? urgentOnes : others).push(item),
    take() {
      const letOther = passed >= inARow && others.length > 0;
      const urgentOne = letOther ? undefined : urgentOnes.shift();
      passed = urgentOne ? passed + 1 : 0;
      return urgentOne ?? others.shift();
    },
  };
}
