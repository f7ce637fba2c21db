import { expect } from 'chai';
import fc from 'fast-check';
import {
  type Draft,
  draftPieces,
  editDraft,
  emptyDraft,
  insertMention,
  mentionPerson,
  mentionQuery,
  mentionsId,
  removeMentionBefore,
  toWire,
} from '../../src/web/lib/draft.ts';

const bot = { openId: 'ou_bot', name: '诉求管家' };
const officer = { openId: 'ou_1', name: '业务人员' };

/** Types `@` at the end and picks the person. */
function pick(draft: Draft, person: typeof bot): Draft {
  const typed = editDraft(draft, `${draft.text}@`);
  const range = mentionQuery(typed, typed.text.length);
  if (!range) throw new Error('no query');
  return insertMention(typed, range, person).draft;
}

describe('mentions in a message being written', () => {
  it('are sent as ids', () => {
    const draft = editDraft(pick(emptyDraft, bot), '@诉求管家 帮助');
    expect(toWire(draft)).to.equal('@{ou_bot} 帮助');
    expect(mentionsId(draft, 'ou_bot')).to.equal(true);
    expect(draftPieces(draft)).to.deep.equal([{ text: '@诉求管家', openId: 'ou_bot' }, { text: ' 帮助' }]);
  });

  it('move along when text is typed before them', () => {
    const draft = pick(pick(emptyDraft, bot), officer);
    const edited = editDraft(draft, `请${draft.text}`, 1);
    expect(toWire(edited)).to.equal('请@{ou_bot} @{ou_1} ');
  });

  it('fall back to text when they are edited', () => {
    const draft = pick(emptyDraft, bot);
    expect(toWire(editDraft(draft, '@诉求x管家 ', 4))).to.equal('@诉求x管家 ');
  });

  it('a typed name alone is no mention', () => {
    expect(mentionsId(editDraft(emptyDraft, '@诉求管家 帮助'), 'ou_bot')).to.equal(false);
  });

  it('a name typed by hand becomes the mention, otherwise it goes in front', () => {
    expect(toWire(mentionPerson(editDraft(emptyDraft, '请 @诉求管家 查'), bot).draft)).to.equal('请 @{ou_bot} 查');
    expect(toWire(mentionPerson(editDraft(emptyDraft, '查一下'), bot).draft)).to.equal('@{ou_bot} 查一下');
  });

  it('one Backspace removes the whole name', () => {
    const draft = pick(editDraft(emptyDraft, '请 '), bot);
    const removed = removeMentionBefore(draft, '请 @诉求管家'.length);
    expect(removed?.draft).to.deep.equal({ text: '请  ', mentions: [] });
    expect(removed?.caret).to.equal(2);
    expect(removeMentionBefore(draft, 1)).to.equal(undefined);
  });

  it('the list opens on @ and follows what is typed, but not inside a mention', () => {
    const typed = editDraft(emptyDraft, '请 @发改');
    expect(mentionQuery(typed, typed.text.length)).to.deep.equal({ from: 2, to: 5, query: '发改' });
    expect(mentionQuery(typed, 2)).to.equal(undefined);
    expect(mentionQuery(editDraft(emptyDraft, '@发改 委'), 5)).to.equal(undefined);
    const chosen = pick(emptyDraft, bot);
    expect(mentionQuery(chosen, 3)).to.equal(undefined);
  });

  it('always cover exactly the name they stand for, whatever is edited', () => {
    const edit = fc.record({
      at: fc.nat(30),
      cut: fc.nat(6),
      put: fc.string({ unit: fc.constantFrom(...'@诉管家 a'), maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        let draft = pick(editDraft(pick(emptyDraft, bot), '@诉求管家 和'), officer);
        for (const { at, cut, put } of edits) {
          const start = Math.min(at, draft.text.length);
          draft = editDraft(
            draft,
            draft.text.slice(0, start) + put + draft.text.slice(start + cut),
            start + put.length,
          );
        }
        for (const { start, end, openId } of draft.mentions) {
          expect(draft.text.slice(start, end)).to.equal(openId === 'ou_bot' ? '@诉求管家' : '@业务人员');
        }
        expect(
          draftPieces(draft)
            .map((piece) => piece.text)
            .join(''),
        ).to.equal(draft.text);
      }),
    );
  });
});
