import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { sandboxClock } from '../../src/demo/clock.ts';
import { addSeconds, chinaDate, inChina, instantOf, timeText } from '../../src/domain/time/chinaTime.ts';
import { readRules } from '../../src/settings/settings.ts';

const { rules, calendar } = readRules('config');

describe('the clock of the sandbox', () => {
  let file: string;
  const closing: (() => void)[] = [];
  beforeEach(() => {
    file = join(mkdtempSync(join(tmpdir(), 'appeal-desk-clock-')), 'clock.json');
  });
  afterEach(() => {
    for (const close of closing.splice(0)) close();
    rmSync(join(file, '..'), { recursive: true });
  });
  const start = () => {
    const clock = sandboxClock(file, rules, calendar);
    closing.push(clock.close);
    return clock;
  };
  /** What a sandbox left behind that lived until then, when its clock would now show `present`. */
  const left = (present: string, livedUntil?: string) =>
    writeFileSync(file, JSON.stringify({ offsetMs: Date.parse(present) - Date.now(), livedUntil }));
  /** The work since the file was written takes real time. */
  const about = (at: Date, instant: string) => expect(at.getTime() - Date.parse(instant)).to.be.within(0, 10_000);

  it('begins before the papers of a working morning', () => {
    const clock = start();
    const day = chinaDate(clock.now());
    expect([calendar.isWorkday(day), timeText(clock.now())]).to.deep.equal([true, '08:25']);
    expect(clock.opening()).to.equal(instantOf(day, '09:05'));
  });

  it('goes on where it ended; what fell due since is still to come', () => {
    left('2026-11-20T03:00:00.000Z', '2026-11-20T01:30:00.000Z');
    const clock = start();
    about(clock.now(), '2026-11-20T01:30:00.000Z');
    about(new Date(clock.opening()), '2026-11-20T03:00:00.000Z');
  });

  it('opens on the next working morning when it was left alone over a weekend', () => {
    left('2026-11-21T19:00:00.000Z', '2026-11-20T09:00:00.000Z');
    expect(start().opening()).to.equal('2026-11-23T00:30:00.000Z');
  });

  it('takes up a file that tells nothing of how far it lived', () => {
    left('2026-11-20T03:00:00.000Z');
    const clock = start();
    about(clock.now(), '2026-11-20T03:00:00.000Z');
    about(new Date(clock.opening()), '2026-11-20T03:00:00.000Z');
  });

  it('is set forward, never back, and remembers it', () => {
    const clock = start();
    const target = addSeconds(clock.now().toISOString(), 86_400);
    clock.set(target);
    about(clock.now(), target);
    clock.set(addSeconds(target, -3600));
    about(clock.now(), target);
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    about(new Date(kept.livedUntil), target);
    about(start().now(), target);
  });

  it('begins anew', () => {
    const clock = start();
    clock.set(addSeconds(clock.now().toISOString(), 40 * 86_400));
    clock.restart();
    expect(timeText(clock.now())).to.equal('08:25');
    expect(inChina(clock.opening()).toFormat('yyyy-MM-dd')).to.equal(chinaDate(clock.now()));
    expect(existsSync(`${file}.new`)).to.equal(false);
  });

  it('goes on when its file cannot be written, and keeps it again when it can', () => {
    const folder = join(file, '..');
    const clock = start();
    rmSync(folder, { recursive: true });
    clock.set(addSeconds(clock.now().toISOString(), 3600));
    const ahead = clock.now().getTime();
    mkdirSync(folder);
    clock.set(addSeconds(clock.now().toISOString(), 60));
    expect(Date.parse(JSON.parse(readFileSync(file, 'utf8')).livedUntil)).to.be.greaterThan(ahead);
  });
});
