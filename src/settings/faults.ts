/** Settings that cannot be used. Lists every fault found: one start is enough to see and fix them all. */
export class SettingsError extends Error {
  override name = 'SettingsError';
  readonly faults: string[];

  constructor(faults: string[]) {
    super(`${faults.length} fault(s) in the settings:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}
