import type { Candidate } from '../../domain/appeal/parts.ts';
import type { Block, Card } from '../../domain/message.ts';
import type { Outcome, Trial, TriedMatter } from '../../domain/routing/trial.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Sensitivity } from '../../domain/texts/reading.ts';
import {
  channelWords,
  correctedText,
  inPercent,
  kindWords,
  measureText,
  quotedWords,
  sensitivityWords,
  sureText,
  verbUnderstood,
} from '../words/understandingWords.ts';
import { line, muted, targetText } from './facts.ts';

/** Matters shown one by one: a card holds no more. */
const shownAtMost = 8;
/** Less than this says nothing for a task force. */
const hardlyAny = 0.01;

/** 测试派单: what would become of a text and what was read in it; nothing was kept. */
export function trialCard({ read, matters, outcome }: Trial, rules: Rules): Card {
  const { kind, verb, sensitivity } = read;
  const several = matters.length > 1;
  const left = matters.length - shownAtMost;
  return {
    kind: 'card',
    title: '测试派单',
    tone: 'blue',
    tag: '未受理',
    blocks: [
      line({ bold: '会怎样：' }, outcomeText(outcome, matters, rules)),
      ...matters.slice(0, shownAtMost).flatMap((one, index) => matterBlocks(one, several ? index + 1 : 0, rules)),
      ...(left > 0 ? [muted(`另有 ${left} 件，略。`)] : []),
      line(
        { bold: '类型：' },
        `${kindWords[kind]}；最像“${verbUnderstood(verb.name)}”（${inPercent(verb.confidence)}）`,
      ),
      line({ bold: '敏感：' }, sensitivityText(sensitivity, outcome)),
      muted('仅为测试：没有受理、编号，也没有发给任何人。要提交的，请去掉“测试派单”重新发送。'),
    ],
  };
}

/** A word of the district's own list may hold a text that the reader alone would let go. */
function sensitivityText({ level, words }: Sensitivity, outcome: Outcome): string {
  if (level === 'none' && outcome.how === 'held') return `含敏感词清单的${quotedWords(outcome.terms)}`;
  return `${sensitivityWords[level]}${words.length > 0 ? `，依据${quotedWords(words)}` : ''}`;
}

function outcomeText(outcome: Outcome, [first]: TriedMatter[], rules: Rules): string {
  switch (outcome.how) {
    case 'held':
      return `${outcome.suspected ? '疑似敏感' : '涉及敏感内容'}（${quotedWords(outcome.terms)}），不发任何群和单位，由区营商办专人保密办理。`;
    case 'no-appeal':
      return '不像一件诉求，不编号，先请提交人确认。';
    case 'several':
      return `看起来有 ${outcome.count} 件事项，先请提交人确认是否分件，确认前不派给任何专班。`;
    case 'decided':
      return `直接交办${targetText(outcome.choice, rules)}（${outcome.by === 'words' ? '写明了专班' : '@了该专班的联系人'}）。`;
    case 'guess':
      return `拟派${targetText(outcome.choice, rules)}，提交人未调整即自动交办（${groundsText(outcome.choice, rules)}）。`;
    case 'unsure':
      return `不自动派单，请提交人在前三个专班中点选（${doubtText(first?.candidates[0], rules)}）。`;
    default:
      return outcome satisfies never;
  }
}

/** Why it goes there without a question: what people corrected counts, whatever the models make of it. */
function groundsText({ score, corrections }: Candidate, { reader }: Rules): string {
  const sure = `把握${sureText(score)}`;
  if (score >= reader.dispatchFrom) return `${sure}，不低于自动派单的门槛${inPercent(reader.dispatchFrom)}`;
  return `${correctedText(corrections ?? 0)}，按更正拟派；系统原来的${sure}`;
}

function doubtText(first: Candidate | undefined, { reader }: Rules): string {
  const { score = 0, corrections } = first ?? {};
  if (corrections) return `${correctedText(corrections)}，但不尽相同`;
  const from = inPercent(reader.dispatchFrom);
  return score < reader.dispatchFrom ? `把握${sureText(score)}，低于自动派单的门槛${from}` : '近期的更正不一致';
}

function matterBlocks({ matter, candidates }: TriedMatter, index: number, rules: Rules): Block[] {
  const { company, contact, phones, town, channel, urgent, title } = matter;
  const fields = [
    `企业：${company ?? '未识别'}`,
    `联系人：${contact ?? '未识别'}`,
    `电话：${phones.length > 0 ? phones.join('、') : '未识别'}`,
    `地点：${town ?? '未写明'}`,
    `来源：${channelWords[channel]}`,
    `紧急：${urgent ? '是' : '否'}`,
  ];
  return [
    line({ bold: index > 0 ? `第 ${index} 件：` : '事项：' }, title),
    ...candidates.map((one, place) => line(`${place + 1}. ${candidateText(one, rules)}`)),
    line({ bold: '识别：' }, fields.join('，')),
  ];
}

function candidateText(
  { taskForce: number, unit, score, words, measure, corrections }: Candidate,
  rules: Rules,
): string {
  if (score < hardlyAny && !corrections)
    return `${targetText({ taskForce: number, unit }, rules)}，把握${sureText(score)}`;
  const like = corrections ? `，${correctedText(corrections)}` : '';
  const why = `${words.length > 0 ? `，依据${quotedWords(words)}` : ''}${like}`;
  const of = measure === undefined ? undefined : measureText(measure, rules);
  return `${targetText({ taskForce: number, unit }, rules)}，把握${sureText(score)}${why}${of ? `，举措${of}` : ''}`;
}
