import { randomUUID } from 'node:crypto';
import { AssertionError, expect } from 'chai';
import { jobTable } from '../../src/app/jobTable.ts';
import type { Database } from '../../src/db/database.ts';
import type { Attachment } from '../../src/domain/appeal/parts.ts';
import type { Membership, Person } from '../../src/domain/people/contacts.ts';
import { withinHours } from '../../src/domain/time/calendar.ts';
import { handleEvent } from '../../src/jobs/inbox/handleEvent.ts';
import { inboxWorker } from '../../src/jobs/inbox/inboxWorker.ts';
import { remembering } from '../../src/jobs/learning/remembering.ts';
import { outboxWorker } from '../../src/jobs/outbox/outboxWorker.ts';
import { reportUndelivered } from '../../src/jobs/outbox/undelivered.ts';
import { remindDue } from '../../src/jobs/reminders/remindDue.ts';
import { runDueSteps } from '../../src/jobs/tick/dueSteps.ts';
import { nextInTimetable } from '../../src/jobs/timetable/occurrencesDue.ts';
import { runTimetable } from '../../src/jobs/timetable/timetable.ts';
import type { Deps } from '../../src/ports/index.ts';
import type { ClickAnswer, Incoming } from '../../src/ports/platform.ts';
import { readRules } from '../../src/settings/settings.ts';
import { buttonsOf, fieldsOf, mentionedIn, textOf } from './cardText.ts';
import { type Open, silent } from './databases.ts';
import { type Delivered, FakePlatform } from './fakePlatform.ts';

const { rules, calendar } = readRules('config');

export interface Spoken {
  in?: Group;
  /** Quoted or answered message id. */
  quoting?: string;
  mentioning?: Player[];
  files?: Attachment['type'][];
  /** What each of the files is called. */
  fileName?: string;
  /** In a group: without @诉求管家. */
  silently?: boolean;
  /** To send the very same message again. */
  messageId?: string;
  eventId?: string;
}

/** Somebody or some group that messages come to; what was not yet read stands in `unread`. */
export class Reader {
  readonly world: World;
  readonly name: string;
  readonly address: string;
  private read = 0;

  constructor(world: World, name: string, address: string) {
    this.world = world;
    this.name = name;
    this.address = address;
  }

  get messages(): Delivered[] {
    return this.world.platform.delivered.filter(({ to }) => to === this.address);
  }

  /** The next unread message holds all these words. */
  hears(...words: string[]): Delivered {
    const next = this.messages[this.read];
    if (!next)
      throw new AssertionError(`${this.name} has nothing more to read, but ought to hear: ${words.join(' … ')}`);
    this.read += 1;
    const text = textOf(next.message);
    for (const word of words) expect(text, `what ${this.name} reads`).to.include(word);
    return next;
  }

  hearsNothing(): void {
    const more = this.messages.slice(this.read).map(({ message }) => textOf(message));
    expect(more, `what ${this.name} hears besides`).to.deep.equal([]);
  }

  /** Skips what earlier steps of a story sent. */
  forgets(): void {
    this.read = this.messages.length;
  }

  /** The newest card about these words as it looks now. */
  card(...words: string[]): Delivered {
    const found = this.messages.filter(({ message }) => words.every((word) => textOf(message).includes(word))).at(-1);
    if (!found) throw new AssertionError(`${this.name} has no card with ${words.join(', ')}`);
    return found;
  }

  /** That card now holds these words too. */
  shows(title: string, ...words: string[]): void {
    const text = textOf(this.card(title).message);
    for (const word of words) expect(text, `what the card of ${this.name} shows`).to.include(word);
  }

  hides(title: string, ...words: string[]): void {
    const text = textOf(this.card(title).message);
    for (const word of words) expect(text, `what the card of ${this.name} shows`).not.to.include(word);
  }
}

export class Group extends Reader {
  get chat(): string {
    return this.address;
  }

  mentions(player: Player, ...words: string[]): void {
    expect(mentionedIn(this.card(...words).message), `mentions in ${this.name}`).to.include(player.address);
  }
}

export class Player extends Reader {
  toast?: ClickAnswer['toast'];

  get privateChat(): string {
    return `oc_p2p_${this.address}`;
  }

  /** Types in the private chat, or in a group where the bot is @-mentioned; everything it leads to is done afterwards. */
  async says(text: string, spoken: Spoken = {}): Promise<string> {
    const message = spoken.messageId ?? `om_u_${randomUUID().slice(0, 8)}`;
    const chat = spoken.in?.chat ?? this.privateChat;
    this.world.platform.chatOf.set(message, chat);
    await this.world.receives(`m:${message}`, {
      kind: 'message',
      message,
      chat,
      place: spoken.in ? 'group' : 'private',
      sender: this.address,
      senderKind: 'user',
      at: this.world.clock.now().toISOString(),
      text: `${(spoken.mentioning ?? []).map((_, index) => `@_user_${index + 2} `).join('')}${text}`,
      mentions: (spoken.mentioning ?? []).map(({ address, name }, index) => ({
        key: `@_user_${index + 2}`,
        openId: address,
        name,
      })),
      mentionsBot: !spoken.silently,
      parent: spoken.quoting,
      attachments: (spoken.files ?? []).map((type, index) => ({
        ...{ key: `${message}_${index}`, type, message },
        ...(spoken.fileName ? { name: spoken.fileName } : {}),
      })),
    });
    return message;
  }

  /** Presses the newest button of this name that the player can see, in private or in the given group. */
  async presses(
    label: string,
    { on = this as Reader, form }: { on?: Reader; form?: Record<string, string> } = {},
  ): Promise<void> {
    const shown = on.messages.filter(
      ({ message }) => message.kind === 'card' && buttonsOf(message).some((b) => b.label === label),
    );
    const card = shown.at(-1);
    if (card?.message.kind !== 'card') throw new AssertionError(`${this.name} sees no button ${label}`);
    const button = buttonsOf(card.message).find((one) => one.label === label);
    const fields = form && this.named(fieldsOf(card.message, label), form);
    const { say = '', rev } = button ?? {};
    await this.clicks({ message: card.messageId, chat: card.chatId, say, rev, form: fields });
  }

  /** Sends a click as it stands, also one that no card offers. */
  async clicks(press: Omit<Extract<Incoming, { kind: 'click' }>, 'kind' | 'sender'>): Promise<void> {
    const answer = await this.world.clicks({ kind: 'click', sender: this.address, ...press });
    this.toast = answer.toast;
    const to = press.chat === this.privateChat ? this.address : press.chat;
    this.world.platform.shown.push({ to, message: answer.card, toast: answer.toast?.content });
    const card = this.world.platform.delivered.find(({ messageId }) => messageId === press.message);
    if (card && answer.card) card.message = answer.card;
  }

  /** Fields of the form by their label, as a person reads them. */
  private named(fields: ReturnType<typeof fieldsOf>, form: Record<string, string>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(form).map(([label, value]) => {
        const field = fields.find((one) => one.label.startsWith(label));
        return [field?.name ?? label, value];
      }),
    );
  }

  toasted(...words: string[]): void {
    for (const word of words) expect(this.toast?.content ?? '', `the toast ${this.name} sees`).to.include(word);
  }
}

/** Real bot, commands and database; only the platform and the clock are the test's. */
export class World {
  readonly platform = new FakePlatform();
  /** A test may change the roster, too. */
  readonly deps: Pick<Database, 'transact'> & Deps;
  private time: Date;
  private ids = 0;
  readonly clock = { now: () => this.time };
  private readonly listener: ReturnType<typeof inboxWorker>;
  private readonly sender: ReturnType<typeof outboxWorker>;
  readonly rules = rules;

  constructor(at: string, database: Awaited<ReturnType<Open>>) {
    this.time = new Date(at);
    const { transact, read, inbox, outbox } = database;
    const newId = () => randomUUID().replaceAll('-', '');
    const { platform, clock } = this;
    const common = { clock, log: silent, rules, calendar, transact, read, inbox, outbox, platform, newId };
    const own = { ...common, administrators: ['ou_admin'] };
    // What the test's own units of work may do besides goes through as it is.
    this.deps = remembering(own).deps as World['deps'];
    this.listener = inboxWorker({
      inbox,
      log: silent,
      handle: async (row, leavePlace) => void (await handleEvent(this.deps, row, true, leavePlace)),
    });
    const free = () => undefined;
    const pace = { recall: free, waitFor: () => 0, take: free, answered: free, holdUntil: free };
    this.sender = outboxWorker({
      ...this.deps,
      pace,
      hours: (at) => withinHours(at, rules.district.sendingHours, calendar),
      onDead: ({ chat }) => this.loses(chat),
      onRefused: (row, failure) => reportUndelivered(this.deps, row, failure),
    });
  }

  private async loses(id: string): Promise<void> {
    await this.deps.transact((store) => store.leaveChat(id));
  }

  async receives(key: string, incoming: Incoming): Promise<void> {
    const chat = 'chat' in incoming ? incoming.chat : undefined;
    const entry = { key, lane: chat, payload: JSON.stringify(incoming), receivedAt: this.time.toISOString() };
    await this.deps.inbox.receive(entry);
    await this.settles();
  }

  /** The bot is killed right after each press was stored: another one finds it, and nobody waits for its answer. */
  restarts = false;

  async clicks(incoming: Incoming): Promise<ClickAnswer> {
    this.ids += 1;
    const payload = JSON.stringify(incoming);
    const row = await this.deps.inbox.receive({
      key: `e:click_${this.ids}`,
      payload,
      receivedAt: this.time.toISOString(),
    });
    const answer = this.restarts ? {} : await handleEvent(this.deps, { id: row.id, payload });
    await this.settles();
    return answer;
  }

  /** Works until nothing is left to do at this moment. */
  async settles(): Promise<void> {
    await this.listener.drain();
    await runDueSteps(this.deps);
    await remindDue(this.deps);
    await runTimetable(this.deps, jobTable);
    await this.sender.drain();
  }

  /** Time passes until then; what falls due on the way is done at the next full minute, as by the bot's own clock. */
  async until(at: string): Promise<void> {
    const end = new Date(at).toISOString();
    for (;;) {
      const now = this.time.toISOString();
      const row = await this.deps.read((store) => store.nextDue(now));
      const line = await nextInTimetable(this.deps, jobTable, now);
      const due = [row, line].filter((one) => one !== undefined).map(fullMinute);
      const next = [...due, end].sort()[0] as string;
      this.time = new Date(next);
      await this.acts();
      if (next >= end) return;
    }
  }

  /** What the clock does by itself; the sender is asked only when there is something to send. */
  private async acts(): Promise<void> {
    await runDueSteps(this.deps);
    await remindDue(this.deps);
    await runTimetable(this.deps, jobTable);
    const justNow = new Date(this.time.getTime() + 1).toISOString();
    const { messages } = await this.deps.read((store) => store.late(justNow));
    if (messages.count > 0) await this.sender.drain();
  }

  /** The bot stood still until now: what fell due meanwhile is found late. */
  async nowIs(at: string): Promise<void> {
    this.time = new Date(at);
    await this.settles();
  }

  async later(seconds: number): Promise<void> {
    await this.nowIs(new Date(this.time.getTime() + seconds * 1000).toISOString());
  }

  async end(): Promise<void> {
    await this.listener.stop();
    await this.sender.stop();
  }

  person(openId: string, name: string, ...memberships: Membership[]): { player: Player; person: Person } {
    return { player: new Player(this, name, openId), person: personOf(openId, name, memberships) };
  }
}

export function personOf(openId: string, name: string, memberships: Membership[]): Person {
  return { id: openId.slice(3), openId, name, memberships };
}

/** The bot looks at its clock once a minute (main.ts). */
function fullMinute(at: string): string {
  return new Date(Math.ceil(Date.parse(at) / 60_000) * 60_000).toISOString();
}
