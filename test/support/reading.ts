import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import ts from 'typescript';
import { isFragment } from '../../src/chat/free/gathering.ts';
import { readBinding } from '../../src/chat/intents/binding.ts';
import { understand } from '../../src/chat/intents/index.ts';
import * as dates from '../../src/chat/reading/dates.ts';
import { detailsIn } from '../../src/chat/reading/details.ts';
import { internalParts } from '../../src/chat/reading/internalWords.ts';
import { withoutMentions } from '../../src/chat/reading/mentions.ts';
import { doubtfulNumber, numbersOf } from '../../src/chat/reading/numberWords.ts';
import * as steps from '../../src/chat/reading/planAndResult.ts';
import { countsFromElsewhere, isOwnPromise } from '../../src/chat/reading/promises.ts';
import { bareNumber, foundIn, readAppeal } from '../../src/chat/reading/readAppeal.ts';
import * as talk from '../../src/chat/reading/smallTalk.ts';
import * as targets from '../../src/chat/reading/targets.ts';
import * as times from '../../src/chat/reading/timeRequests.ts';
import { searchable } from '../../src/db/stores/appealRows.ts';
import { readRoster } from '../../src/domain/people/roster.ts';
import * as row from '../../src/domain/people/rosterRow.ts';
import { measureOf } from '../../src/domain/routing/measureOf.ts';
import { route, sensitiveTerms } from '../../src/domain/routing/route.ts';
import { findTaskForces, namedTaskForces } from '../../src/domain/routing/taskForceWords.ts';
import { isNoAppeal, tryText } from '../../src/domain/routing/trial.ts';
import * as units from '../../src/domain/routing/units.ts';
import { maskAccounts, maskAddresses } from '../../src/domain/texts/maskAddresses.ts';
import * as masking from '../../src/domain/texts/masking.ts';
import { maskName, maskNames } from '../../src/domain/texts/maskNames.ts';
import { maskNumbers } from '../../src/domain/texts/maskNumbers.ts';
import { plainText, trimmedEnd } from '../../src/domain/texts/plainText.ts';
import type { Understanding } from '../../src/domain/texts/reading.ts';
import * as received from '../../src/domain/texts/received.ts';
import { redact } from '../../src/log.ts';
import * as escaping from '../../src/platform/lark/escape.ts';
import { readEvent } from '../../src/platform/lark/events.ts';
import { parseJson } from '../../src/platform/lark/json.ts';
import { fieldName } from '../../src/platform/lark/names.ts';
import { flattenPost } from '../../src/platform/lark/post.ts';
import { spansMarkdown } from '../../src/platform/lark/spans.ts';
import { forGroup, messageForGroup } from '../../src/presenters/group/groupText.ts';
import { readRules } from '../../src/settings/settings.ts';

type Read = (text: string) => unknown;

const { rules: real } = readRules('config');

const understood = new Map<string, Understanding>();

/** What the models make of a text costs tens of ms at thousands of characters: `read` alone is judged by that. */
const rules = {
  ...real,
  reader: {
    ...real.reader,
    read(text: string): Understanding {
      const known = understood.get(text) ?? real.reader.read(text);
      understood.set(text, known);
      return known;
    },
  },
};
const now = '2026-11-20T02:00:00.000Z';
const people = [
  { key: '@_user_1', openId: 'ou_1', name: '王强' },
  { key: '@_user_2', openId: 'ou_2', name: '诉求管家' },
];
const blame = () => undefined;

/** A message event that holds these words. */
function eventOf(text: string): string {
  const message = { message_id: 'om_1', chat_id: 'oc_1', create_time: '1763604000000', message_type: 'text' };
  const mentions = people.map(({ key, openId, name }) => ({ key, id: { open_id: openId }, name }));
  const event = { sender: {}, message: { ...message, mentions, content: JSON.stringify({ text }) } };
  return JSON.stringify({ header: { event_type: 'im.message.receive_v1' }, event });
}

/** Whatever reads words of people, by the name it is exported under. */
const all: Record<string, Read> = {
  understand,
  readAppeal: (text) => readAppeal(text, rules),
  foundIn: (text) => foundIn(text, rules),
  placeNamed: (text) => units.placeNamed(text, rules),
  detailsIn: (text) => detailsIn(text, rules),
  bareNumber,
  tryText: (text) => tryText(text, [], rules),
  isNoAppeal: (text) => isNoAppeal(text, [], { rules, read: rules.reader.read(text) }),
  talkIn: (text) => talk.talkIn(text, rules),
  askedByName: (text) => talk.askedByName(text, rules),
  isFragment: (text) => isFragment(text, rules),
  withoutMentions: (text) => withoutMentions(text, people),
  takeDay: (text) => dates.takeDay(text, now),
  takeAside: (text) => dates.takeAside(text, now),
  takePromise: (text) => dates.takePromise(text, now),
  readDate: (text) => dates.readDate(text, now),
  planParts: steps.planParts,
  takeReason: steps.takeReason,
  internalParts,
  isOwnPromise: (text) => isOwnPromise(text, { index: 2, end: 8, closing: true }),
  countsFromElsewhere: (text) => countsFromElsewhere(text, text.length),
  numbersOf,
  doubtfulNumber: (text) => doubtfulNumber(text, text, now),
  readPlan: (text) => steps.readPlan(text, now),
  readOutcome: (text) => steps.readOutcome(`计划解决${text}`, now),
  readExtension: (text) => times.readExtension(text, now),
  readPause: (text) => times.readPause(text, now),
  readBackfill: (text) => times.readBackfill(text, now),
  readBinding: (text) => readBinding(text, rules),
  readTarget: (text) => targets.readTarget(text, rules),
  readTaskForce: (text) => targets.readTaskForce(text, rules),
  readUnit: (text) => targets.readUnit(text, rules),
  mask: masking.mask,
  maskName,
  holdsIdCard: masking.holdsIdCard,
  forGroup: (text) => forGroup(text, rules, { contact: { name: '王强' } }),
  messageForGroup: (text) => messageForGroup(text, rules, { contact: { name: '王强' } }),
  plainText,
  trimmedEnd: (text) => trimmedEnd(text, '。，'),
  ...received,
  route: (text) => route(text, [], rules),
  sensitiveTerms: (text) => sensitiveTerms(text, rules),
  measureOf: (text) => measureOf(text, 3, rules),
  read: (text) => real.reader.read(text),
  namedTaskForces: (text) => namedTaskForces(text, rules.taskForces),
  findTaskForces: (text) => findTaskForces(text, rules.taskForces),
  findUnits: (text) => units.findUnits(text, rules),
  unitsNamed: (text) => units.unitsNamed(text, rules),
  nearestUnit: (text) => units.nearestUnit(text, rules),
  readRole: (text) => row.readRole(text, blame),
  readTaskForces: (text) => row.readTaskForces(text, 'liaison', { rules, blame }),
  readTier: (text) => row.readTier(text, 'contact', blame),
  readMobile: (text) => row.readMobile(text, blame),
  readOpenId: (text) => row.readOpenId(text, blame),
  readRoster: (text) => readRoster([['姓名', '手机', '角色', '单位', '专班序号', '层级'], Array(6).fill(text)], rules),
  escapeMarkdown: escaping.escapeMarkdown,
  escapeText: escaping.escapeText,
  withoutLinks: escaping.withoutLinks,
  maskNames,
  maskNumbers,
  maskAccounts,
  maskAddresses,
  cut: (text) => escaping.cut(text, 1_000),
  redact: (text) => redact(text, ['secret']),
  fieldName,
  parseJson,
  readEvent: (text) => readEvent(eventOf(text), 'ou_2'),
  flattenPost: (text) =>
    flattenPost({
      content: [
        [
          { tag: 'text', text },
          { tag: 'a', text, href: text },
        ],
      ],
    }),
  spansMarkdown: (text) => spansMarkdown([text, { bold: text }, { mention: text, name: text }]),
  searchable,
};

/** They take a key, a code or a pattern's source, and no words. */
const noWords = new Set([
  'appealNumber',
  'createLog',
  'bareVerb',
  'besideWriter',
  'verbWithText',
  'done',
  'isWritten',
  'jitterSeconds',
  'checkPromise',
  'instantMs',
  'sameSecret',
  'cipherKey',
  'decrypt',
]);

/** Rooms in which the words of people are read; a module beside them is named alone. */
const rooms = ['src/chat', 'src/chat/intents', 'src/domain', 'src/domain/routing', 'src/platform/lark'];
const modules = [...rooms.flatMap(filesOf), 'src/presenters/group/groupText.ts'];

function filesOf(room: string): string[] {
  return readdirSync(room).flatMap((file) => (file.endsWith('.ts') ? `${room}/${file}` : []));
}

/** Exported functions whose first argument is a string. */
function takingText(file: string): string[] {
  const source = ts.createSourceFile(basename(file), readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((node) => {
    if (!ts.isFunctionDeclaration(node)) return [];
    const isExported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const given = node.parameters[0]?.type?.getText();
    return isExported && (given === 'string' || given === 'string | undefined') ? [node.name?.text ?? ''] : [];
  });
}

/** Functions that take words and are not tried. */
function unknown(): string[] {
  return modules.flatMap(takingText).filter((name) => !(name in all) && !noWords.has(name));
}

export const readers = { all, unknown };
