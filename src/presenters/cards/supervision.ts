import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import { type Paper, releasedOf, shownOf } from '../../domain/appeal/papers.ts';
import type { Block, Card } from '../../domain/message.ts';
import { unitName } from '../../domain/rules.ts';
import { chinaDate, dayTimeText } from '../../domain/time/chinaTime.ts';
import { forGroup } from '../group/groupText.ts';
import { documentDay, isSupervisable, officerWord, toldText, voidWords, wantedOf } from '../words/upwardWords.ts';
import { type AppealFacts, closedLook, companyText, line, mentions, muted, type Named, press } from './facts.ts';

type Parts = Pick<Card, 'tone' | 'tag' | 'blocks'>;

/** Private to the district office: a 督办 draft to release, change or leave (docs/develop/domain.md#papers). */
export function supervisionDraftCard(facts: AppealFacts): Card {
  const paper = shownOf(facts.papers?.papers ?? [], 'supervision');
  const title = `督办单（待签发） ${facts.appeal.number}`;
  return { kind: 'card', title, ...(paper ? draftParts(facts, paper) : closedLook('已处理')) };
}

export function closedSupervisionDraftCard({ appeal }: AppealFacts): Card {
  return { kind: 'card', title: `督办单（待签发） ${appeal.number}`, ...closedLook('已处理') };
}

function draftParts(facts: AppealFacts, paper: Paper): Parts {
  const { appeal } = facts;
  if (paper.state === 'void') {
    return paper.releasedBy ? closedLook('不签发') : closedLook(`${voidWords(paper, appeal)}，本督办单已撤销`);
  }
  if (paper.state === 'released') {
    const sent = `已于${dayTimeText(paper.releasedAt ?? paper.createdAt)}签发，编号${paper.number}，无需操作。`;
    return { tone: 'green', tag: '已签发', blocks: [muted(sent)] };
  }
  return { tone: 'red', tag: '待签发', blocks: [...shownBefore(facts, paper), ...decide(appeal, paper)] };
}

function shownBefore(facts: AppealFacts, paper: Paper): Block[] {
  const { appeal, rules, papers } = facts;
  const year = documentDay(paper.createdAt).slice(0, 4);
  const told = papers ? toldText(papers, paper.clock, officerWord(paper.unit, facts)) : '';
  const asked = isSupervisable(paper.unit, rules)
    ? []
    : [muted('该单位不属本区督办范围，签发后以商请函发出，不列入排名。')];
  return [
    line({ bold: '编号：' }, `${rules.district.supervisionPrefix}〔${year}〕××号（签发时自动编号）`),
    line({ bold: '主办：' }, unitName(rules, paper.unit)),
    line({ bold: '企业：' }, forGroup(companyText(appeal, rules), rules, appeal)),
    line({ bold: '事项：' }, forGroup(appeal.title, rules, appeal)),
    ...(told ? [line(told)] : []),
    ...asked,
  ];
}

function decide(appeal: Appeal, paper: Paper): Block[] {
  const say = (verb: string) => `${verb} ${appeal.number} ${paper.id}`;
  return [
    {
      kind: 'form',
      name: 'supervision',
      fields: [
        {
          kind: 'text',
          name: 'reason',
          label: '督办事由',
          required: true,
          multiline: true,
          max: 500,
          value: paper.reason,
        },
        { kind: 'date', name: 'due_on', label: '办理期限', required: true, value: chinaDate(paper.dueAt) },
      ],
      submit: { label: '签发', say: say('签发督办'), rev: appeal.version, style: 'primary' },
    },
    { kind: 'buttons', buttons: [{ label: '不签发', say: say('不签发'), rev: appeal.version }] },
    muted('事由和期限可改。签发后发承办单位所在群，@业务人员和分管负责同志，并私发主要负责人。'),
  ];
}

/** The released 督办: in the unit's group and privately with its head. */
export function orderCard(facts: AppealFacts): Card {
  const { appeal, rules, papers } = facts;
  const paper = releasedOf(papers?.papers ?? [], 'supervision');
  if (!paper) return { kind: 'card', title: `督办单 ${appeal.number}`, ...closedLook('已处理') };
  const kind = isSupervisable(paper.unit, rules) ? '督办单' : '商请函';
  const title = `${kind} ${paper.number} ${appeal.number}`;
  const moot = currentAssignment(appeal)?.unit !== paper.unit || appeal.status === 'withdrawn';
  if (moot) return { kind: 'card', title, ...closedLook(`${voidWords(paper, appeal)}，本${kind}不再更新`) };
  // If the return is not upheld, the appeal comes back and the card is shown in full again.
  if (appeal.status === 'returned') return { kind: 'card', title, ...closedLook('本件已申请退件，待认定') };
  const done = appeal.status === 'resolved' || appeal.status === 'answered';
  return {
    kind: 'card',
    title,
    tone: done ? 'green' : 'red',
    tag: done ? '已提交办结' : undefined,
    blocks: [...orderText(facts, paper), ...(done ? [muted('已提交办结，无需操作。')] : orderActions(appeal))],
    summary: title,
  };
}

function orderText(facts: AppealFacts, paper: Paper): Block[] {
  const { appeal, rules, clocks } = facts;
  const shown = (text: string) => forGroup(text, rules, appeal);
  const { ask } = wantedOf(
    facts,
    clocks.find(({ id }) => id === paper.clock),
  );
  const request = isSupervisable(paper.unit, rules) ? '现予督办，请' : '商请贵单位协调，';
  return [
    line({ bold: '主办：' }, unitName(rules, paper.unit), ...mentions(orderReaders(facts))),
    line({ bold: '企业：' }, shown(companyText(appeal, rules))),
    line({ bold: '事项：' }, shown(appeal.title)),
    line({ bold: '事由：' }, shown(paper.reason)),
    line(`${request}于${documentDay(paper.dueAt)}前${ask}，并报送办理情况。`),
    line(`区营商办　${documentDay(paper.releasedAt ?? paper.createdAt)}`),
  ];
}

function orderReaders({ handlers, papers }: AppealFacts): Named[] {
  const known = new Set(handlers.map(({ openId }) => openId));
  return [...handlers, ...(papers?.deputies ?? []).filter(({ openId }) => !known.has(openId))];
}

function orderActions(appeal: Appeal): Block[] {
  return [
    {
      kind: 'buttons',
      buttons: [press('报进展', '打开 进展', appeal, 'primary'), press('查看详情', '查', appeal)],
    },
    muted('请点【报进展】报送办理情况，或回复本条并@诉求管家。'),
  ];
}
