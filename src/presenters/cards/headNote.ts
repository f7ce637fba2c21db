import { type Paper, releasedOf, shownOf } from '../../domain/appeal/papers.ts';
import type { Block, Card } from '../../domain/message.ts';
import { unitName } from '../../domain/rules.ts';
import { dayTimeText } from '../../domain/time/chinaTime.ts';
import { forGroup } from '../group/groupText.ts';
import { isSupervisable, officerWord, toldText, voidWords, wantedOf, yourUnit } from '../words/upwardWords.ts';
import { type AppealFacts, closedLook, companyText, line, muted, type PaperFacts, press } from './facts.ts';

/**
 * To the duty desk: the note to the unit's head as it would be sent (docs/develop/domain.md#papers), and who would get
 * it.
 */
export function headNoteDraftCard(facts: AppealFacts): Card {
  const { appeal } = facts;
  const paper = shownOf(facts.papers?.papers ?? [], 'head-note');
  const { tone, tag, blocks } = paper ? draftParts(facts, paper) : closedLook('已处理');
  return { kind: 'card', title: `请审发提示 ${appeal.number}`, tone, tag, blocks };
}

export function closedHeadNoteDraftCard({ appeal }: AppealFacts): Card {
  return { kind: 'card', title: `请审发提示 ${appeal.number}`, ...closedLook('已处理') };
}

type Parts = Pick<Card, 'tone' | 'tag' | 'blocks'>;

function draftParts(facts: AppealFacts, paper: Paper): Parts {
  const { appeal, papers } = facts;
  const to = line({ bold: '发往：' }, `${unitName(facts.rules, paper.unit)}主要负责人${titles(papers)}`);
  if (paper.state === 'released') {
    const sent = `已于${dayTimeText(paper.releasedAt ?? paper.createdAt)}私发，无需操作。`;
    return { tone: 'green', tag: '已发送', blocks: [to, muted(sent)] };
  }
  if (paper.state === 'void') {
    return paper.releasedBy ? closedLook('暂不发送') : closedLook(`${voidWords(paper, appeal)}，本提示已撤销`);
  }
  const buttons = [
    { ...press('发送', '签发提示', appeal, 'primary'), say: `签发提示 ${appeal.number} ${paper.id}` },
    { ...press('暂不发送', '暂不发送', appeal), say: `暂不发送 ${appeal.number} ${paper.id}` },
  ];
  return {
    tone: 'orange',
    tag: '待审发',
    blocks: [
      to,
      ...vacancy(papers),
      { kind: 'rule' },
      ...text(facts, paper),
      { kind: 'rule' },
      { kind: 'buttons', buttons },
      muted('点【发送】后私发主要负责人，群内不显示；暂不发送的，本件仍在每日提醒中。'),
    ],
  };
}

function titles(papers: PaperFacts | undefined): string {
  const known = (papers?.heads ?? []).flatMap(({ title }) => title ?? []);
  return known.length > 0 ? `（${known.join('、')}）` : '';
}

function vacancy(papers: PaperFacts | undefined): Block[] {
  if (papers?.heads.some(({ reachable }) => reachable)) return [];
  const warn = '名单中没有该单位主要负责人，或其账号未匹配，已请区营商办补报。补报前不能发送，也不改发上级。';
  return [{ kind: 'line', spans: [{ warn }] }];
}

/** Private to the unit's head, after somebody released it (docs/develop/wording.md#head-note). */
export function headNoteCard(facts: AppealFacts): Card {
  const { appeal, rules } = facts;
  const paper = releasedOf(facts.papers?.papers ?? [], 'head-note');
  const kind = paper && !isSupervisable(paper.unit, rules) ? '商请' : '提示';
  const title = `关于${appeal.number}诉求办理情况的${kind}`;
  const clock = facts.clocks.find(({ id }) => id === paper?.clock);
  if (!paper || !clock || clock.stoppedAt !== undefined) {
    const why = paper ? voidWords(paper, appeal) : '已办理';
    return { kind: 'card', title, tone: 'grey', tag: '已撤销', blocks: [muted(`${why}，本${kind}已撤销，无需处理。`)] };
  }
  const buttons = [press('转联络员办理', '转联络员办理', appeal, 'primary'), press('说明情况', '打开 说明', appeal)];
  return {
    kind: 'card',
    title,
    tone: 'orange',
    blocks: [
      ...text(facts, paper),
      { kind: 'buttons', buttons },
      muted('可点【转联络员办理】，或点【说明情况】告知区为企服务中心；仅回复“收到”不视为签收。'),
    ],
  };
}

/** One text for preview and head: exactly what the duty desk read is released. */
function text(facts: AppealFacts, paper: Paper): Block[] {
  const { appeal, rules, papers, clocks } = facts;
  const shown = (words: string) => forGroup(words, rules, appeal);
  const clock = clocks.find(({ id }) => id === paper.clock);
  const { limit, seen, ask, way } = wantedOf(facts, clock);
  const officer = officerWord(paper.unit, facts);
  const called = papers?.heads.flatMap(({ title }) => title ?? []).join('、') || '主要负责同志';
  const due = clock ? `${limit}为${dayTimeText(clock.owedAt)}，` : '';
  const told = papers ? toldText(papers, paper.clock, officer) : '';
  const matter = `${shown(companyText(appeal, rules))}“${shown(appeal.title)}”`;
  const request = isSupervisable(paper.unit, rules) ? '烦请督促' : '商请协调有关人员';
  const kind = isSupervisable(paper.unit, rules) ? '本提示' : '本商请';
  const { dutyPhone } = rules.district;
  return [
    line(
      `${called}：${yourUnit(paper.unit, rules)}主办的${matter}诉求，${due}截至${dayTimeText(paper.releasedAt ?? paper.createdAt)}系统未见${seen}。${told}`,
    ),
    line(
      `${request}于${dayTimeText(paper.dueAt)}前${ask}；${way}如已办理仅未录入，请${officer}补录，${kind}随即撤销。`,
    ),
    line(`区为企服务中心${dutyPhone ? `（值班电话${dutyPhone}）` : ''}`),
  ];
}
