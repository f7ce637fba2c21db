import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { intents } from '../../src/chat/intents/index.ts';
import type { statuses } from '../../src/domain/appeal/appeal.ts';
import { fitsNow, formOf, lifecycle, rowOf, statesFor, type Verb, verbOfForm, verbs } from '../../src/domain/verbs.ts';
import { forms } from '../../src/presenters/cards/forms.ts';
import { phrases } from '../../src/presenters/words/verbs.ts';
import { anAppealIn, rules } from './given.ts';

const names = Object.keys(verbs) as Verb[];
/** Done without words of its own: an appeal is any text, and whoever looks or decides says it in another verb’s words. */
const unsaid: Verb[] = ['see', 'upholdReturn', 'substituteOthers'];

describe('事项目录 — the catalogue of what a person can do', () => {
  for (const verb of names) {
    const { event, form, fields = [] } = rowOf(verb);
    it(`${verb}: somebody may, one can say it, it can happen`, () => {
      expect(rowOf(verb).who).to.have.length.greaterThan(0);
      expect(intents.some((intent) => intent.verb === verb)).to.equal(!unsaid.includes(verb));
      if (event && verb !== 'submit') expect(statesFor(verb)).to.deep.equal(lifecycle[event].from);
    });
    if (form) {
      it(`${verb}: its form ${form} asks for its fields, and opens it`, () => {
        const asked = forms[form as keyof typeof forms].fields(anAppealIn('planned'), rules).map(({ name }) => name);
        expect(asked).to.have.members([...fields]);
        expect(rowOf(verbOfForm(form as keyof typeof forms)).event).to.equal(event);
        expect(formOf(verb)).to.equal(form);
      });
    }
  }

  it('every event that only people cause has a verb', () => {
    const byClock = ['handed_to_centre', 'dispatched', 'paused', 'pause_refused'];
    const said = new Set(names.map((verb) => rowOf(verb).event));
    expect(Object.keys(lifecycle).filter((event) => !said.has(event as never))).to.have.members(byClock);
  });

  it('every right is asked for where it is used: none stands in the table alone', () => {
    const asked = ['src/commands', 'src/domain/people', 'src/chat'].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => readFileSync(join(room, file), 'utf8')),
    );
    const askers = 'authorize|may|mayFill|formReply|stampOf|askingTime|asSuperior|openDraft|const verbs? =';
    const isAsked = (verb: Verb) => asked.some((text) => new RegExp(`(?:${askers})[^;]*'${verb}'`).test(text));
    const rights = names.filter((verb) => rowOf(verb).who !== 'everyone');
    expect(rights.filter((verb) => !isAsked(verb))).to.deep.equal([]);
    expect(isAsked('dispatch' as Verb)).to.equal(false);
  });

  it('every phrase is read, and every way to read has a phrase', () => {
    expect(intents.map(({ name }) => name)).to.have.members(Object.keys(phrases));
  });

  it('nothing is done to an appeal that has gone its way, but a remark and a note to the company', () => {
    const left = (status: (typeof statuses)[number]) => names.filter((verb) => fitsNow(verb, anAppealIn(status)));
    expect(left('withdrawn')).to.deep.equal([]);
    expect(left('closed')).to.deep.equal([]);
  });
});
