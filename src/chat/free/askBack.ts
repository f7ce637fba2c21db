import type { Attachment } from '../../domain/appeal/parts.ts';
import type { Button } from '../../domain/message.ts';
import { questionCard } from '../../presenters/words/questions.ts';
import { labels } from '../../presenters/words/questionWords.ts';
import { type Reply, speakerOf, type Turn } from '../turn.ts';

/** What kept words can become, named by the word that a button sends (see resume.ts). */
export type Kind =
  | '签收'
  | '进展'
  | '方案'
  | '办结'
  | '申请退件'
  | '补充'
  | '更正'
  | '备注'
  | '意见'
  | '撤回'
  | '催办'
  | '查'
  | '查看'
  | '待办'
  | '新诉求'
  | '分件'
  | '合为一件'
  | '线索'
  | '归入'
  | '照办'
  | '问专员'
  | '问中心'
  | '暂停'
  | '延期'
  | '已告知'
  | '审核通过'
  | '退回补正'
  | '退件不成立'
  | '改派'
  | '同意'
  | '不同意';

export interface Option {
  label: string;
  as: Kind;
  /** The appeal's number, when it is known. */
  number?: string;
  /** The appeal's version, when the press is a decision on it. */
  rev?: number;
}

export interface Question {
  title: string;
  question: string;
  lines?: string[];
  options: Option[];
  /** Replaces the turn's own text. */
  text?: string;
  attachments?: Attachment[];
}

/**
 * Thrown when words may mean something else and cannot be undone: the bot asks, and one press does it as it was read.
 */
export class Doubtful extends Error {
  override name = 'Doubtful';
  readonly question: string;
  /** The appeal that the person chose, when there were several. */
  readonly number?: string;
  constructor(question: string, number?: string) {
    super('not sure what is meant');
    this.question = question;
    this.number = number;
  }
}

/** In doubt nothing is done and nothing is lost: the words are kept, and a press says what they mean. */
export async function askBack(turn: Turn, { title, question, lines, options, ...kept }: Question): Promise<Reply> {
  const { work, chat, message } = turn;
  const { text = turn.text, attachments = turn.attachments } = kept;
  const person = speakerOf(turn).id;
  const id = work.newId();
  await work.store.addDraft({ id, person, kind: 'fields', text, attachments, chat, message, createdAt: work.at });
  const buttons = options.map(({ label, as, number, rev }, index): Button => {
    const say = ['按', id, as, number].filter(Boolean).join(' ');
    return { label, say, rev, ...(index === 0 ? { style: 'primary' as const } : {}) };
  });
  const leave: Button = { label: labels.leave, say: `不用了 ${id}` };
  const card = questionCard({
    title,
    question,
    lines,
    words: text,
    files: attachments.length,
    buttons: [...buttons, leave],
  });
  return { privately: card };
}
