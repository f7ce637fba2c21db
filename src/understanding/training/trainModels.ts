import type { Said } from '../../domain/texts/reading.ts';
import { kinds } from '../kinds.ts';
import type { Linear } from '../learning/linear.ts';
import { seeded } from '../learning/seeded.ts';
import type { Tagger } from '../learning/tagger.ts';
import { type Example, trainLinear } from '../learning/trainLinear.ts';
import { trainTagger } from '../learning/trainTagger.ts';
import type { Model } from '../model.ts';
import { boundaryFeatures } from '../reading/boundaryFeatures.ts';
import { fieldNames, fieldTags } from '../reading/fields.ts';
import { type Outline, outlineOf } from '../reading/outline.ts';
import { clauseConcepts, conceptsOfClause } from '../reading/sensitivity.ts';
import { kindFeatures, verbFeatures } from '../reading/shape.ts';
import { characterFeatures, type Lists } from '../text/characters.ts';
import { clausePairs } from '../text/clauses.ts';
import { even } from '../text/even.ts';
import { gramsOf, joined, partGrams, withFeatures } from '../text/grams.ts';
import { kindOfVerb } from '../verbKinds.ts';
import { correctedTexts } from './corrected.ts';
import { inFrame, keepsMatters } from './frames.ts';
import { type Prepared, prepared, preparedPart } from './prepared.ts';
import type { Definition, IntentRow, Sources } from './rows.ts';
import { varied, variedFields, withoutSigns } from './varied.ts';

const seed = 20_261_128;
const forces = Array.from({ length: 18 }, (_, index) => String(index + 1));
const channels = ['other', 'phone', 'visit', 'meeting', 'platform'];

export type Linears = Omit<Model, 'sources' | 'learned' | 'measured' | 'calibration' | 'fields'>;

/** All linear models of these sources. */
export function trainLinears({ rows, intents, definitions, examples }: Sources): Linears {
  const all = rows.map(prepared);
  const appeals = all.filter(({ row }) => row.kind === 'appeal');
  const { routed, judged, apart } = correctedTexts(examples);
  const taskForce = trainTaskForce([...appeals, ...routed], definitions);
  return {
    taskForce,
    kind: trainKind(all, intents),
    verb: trainVerb(intents),
    sayers: sayersOf(intents),
    ...trainSensitive([...appeals, ...judged]),
    urgent: trainLinear(
      appeals.map(({ bare, row }) => ({ grams: gramsOf(bare), is: row.urgent ? 0 : 1, counts: row.urgent ? 4 : 1 })),
      ['yes'],
      { bits: 17, rounds: 8, cost: 1, seed },
    ),
    channel: trainLinear(
      appeals.map(({ bare, row }) => ({
        grams: gramsOf(bare),
        is: Math.max(0, channels.indexOf(row.channel ?? 'other')),
      })),
      channels,
      { bits: 16, rounds: 8, cost: 3, seed },
    ),
    ...trainSplit([...appeals, ...apart], definitions),
  };
}

/**
 * Sensitive texts hang on one word for their task force: they count half. Of several matters each counts; a vague text,
 * which may be for any, teaches nothing here.
 */
function trainTaskForce(appeals: readonly Prepared[], definitions: readonly Definition[], rounds = 8): Linear {
  const clear = appeals.filter(({ row }) => row.style !== 'vague');
  const parts = clear.flatMap((one) => one.row.matters?.map((matter) => preparedPart(one, matter)) ?? [one]);
  const examples = parts.map(
    ({ bare, row, counts = 1 }): Example => ({
      grams: gramsOf(bare),
      is: row.label - 1,
      also: row.alt.map((other) => other - 1),
      counts: row.sensitive ? 0.5 : counts,
    }),
  );
  const told = definitions.map(
    ({ text, label }): Example => ({ grams: gramsOf(even(text)), is: label - 1, counts: 0.5 }),
  );
  return trainLinear([...examples, ...told], forces, { bits: 18, rounds, cost: 3, seed });
}

function trainKind(all: readonly Prepared[], intents: readonly IntentRow[]): Linear {
  const said = intents.flatMap(({ text, intent }) => {
    const kind = kindOfVerb(intent);
    return kind ? [{ plain: even(text), bare: even(text), kind }] : [];
  });
  const rows = all.map(({ plain, bare, row }) => ({ plain, bare, kind: row.kind }));
  const examples = [...rows, ...said].map(
    ({ plain, bare, kind }): Example => ({
      grams: withFeatures(gramsOf(bare), kindFeatures(plain)),
      is: kinds.indexOf(kind),
      // There are six times as many appeals.
      counts: kind === 'appeal' ? 1 : 2,
    }),
  );
  return trainLinear(examples, kinds, { bits: 17, rounds: 8, cost: 3, seed });
}

export function verbsOf(intents: readonly IntentRow[]): string[] {
  return [...new Set(intents.map(({ intent }) => intent))].sort();
}

function sayersOf(intents: readonly IntentRow[]): Model['sayers'] {
  const sayers: Record<string, string[]> = {};
  for (const { intent, said_by } of intents) {
    const known = sayers[intent] ?? [];
    sayers[intent] = said_by && !known.includes(said_by) ? [...known, said_by] : known;
  }
  return sayers;
}

function trainVerb(intents: readonly IntentRow[]): Linear {
  const verbs = verbsOf(intents);
  const examples = intents.map(({ text, intent, said_by, quoting }): Example => {
    const said: Said = { by: said_by, quoting };
    const plain = even(text);
    return { grams: withFeatures(gramsOf(plain), verbFeatures(plain, said)), is: verbs.indexOf(intent) };
  });
  return trainLinear(examples, verbs, { bits: 16, rounds: 8, cost: 3, seed });
}

function trainSensitive(appeals: readonly Prepared[]): Pick<Model, 'sensitive' | 'sensitiveClause'> {
  const yes = ['yes'];
  const effort = { bits: 18, rounds: 8, cost: 2, seed };
  const whole = appeals.map(
    ({ bare, row, counts }): Example => ({
      grams: joined(gramsOf(bare), clauseConcepts(bare)),
      is: row.sensitive ? 0 : 1,
      counts,
    }),
  );
  return {
    sensitive: trainLinear(whole, yes, effort),
    sensitiveClause: trainLinear(appeals.flatMap(clauseExamples), yes, effort),
  };
}

/** Of a sensitive text the clause that makes it so, where the row names it, or the whole of a short one. */
function clauseExamples({ bare, row }: Prepared): Example[] {
  const example = (text: string, is: number, counts: number): Example => ({
    grams: joined(partGrams(text), conceptsOfClause(text)),
    is,
    counts,
  });
  const parts = (text: string) => clausePairs(text).map(({ from, to }) => text.slice(from, to));
  if (!row.sensitive) return parts(bare).map((text) => example(text, 1, 1));
  if (row.clause === undefined) return bare.length < 45 ? [example(bare, 0, 1)] : [];
  const clause = even(row.clause);
  return [example(clause, 0, 2), ...parts(bare.replace(clause, '\n')).map((text) => example(text, 1, 0.6))];
}

/** Several matters in one text. */
export const isSeveral = ({ row }: Prepared) => row.matters !== undefined || (row.style === 'multi' && !row.nosplit);

/** The model of task forces behind the outlines never saw the texts it compares the parts of. */
function trainSplit(
  appeals: readonly Prepared[],
  definitions: readonly Definition[],
): Pick<Model, 'several' | 'boundary'> {
  const judged = appeals.filter(({ row }) => row.matters ?? row.nosplit);
  const others = appeals.filter(({ row }) => !(row.matters ?? row.nosplit));
  const random = seeded(seed);
  const quarters = [0, 1, 2, 3].map((quarter) =>
    trainTaskForce(
      others.filter((_, at) => at % 4 !== quarter),
      definitions,
      4, // Good enough to compare parts by, in half of the time.
    ),
  );
  const outline = (one: Prepared, at: number) => ({
    one,
    outline: outlineOf(one.plain, one.fields, quarters[at % 4] as Linear),
  });
  const framed = (rows: readonly Prepared[]) =>
    rows
      .filter((_, at) => at % 2 === 0)
      .map(({ row }) => inFrame(row, random))
      .filter(keepsMatters)
      .map(prepared);
  const framedOthers = framed(others.filter((one) => !isSeveral(one))).map(outline);
  const judgedOnes = [...judged, ...framed(judged)].map(outline);
  const outlined = [...judgedOnes, ...others.map(outline), ...framedOthers];
  const examples = outlined.map(({ one, outline }): Example => {
    const several = isSeveral(one);
    return {
      grams: withFeatures(gramsOf(one.bare), outline.shape),
      is: several ? 0 : 1,
      counts: several || one.row.nosplit ? 2 : 1,
    };
  });
  return {
    several: trainLinear(examples, ['yes'], { bits: 17, rounds: 8, cost: 0.5, seed }),
    boundary: trainLinear(
      [...judgedOnes, ...framedOthers.slice(framedOthers.length / 2)].flatMap(({ one, outline }) =>
        boundaryExamples(one, outline),
      ),
      ['yes'],
      { bits: 18, rounds: 8, cost: 0.3, seed },
    ),
  };
}

/** Another matter of the row begins at this place of its even text, or behind one sign there. */
export function isBoundary({ plain, row }: Prepared, at: number): boolean {
  const starts = (row.matters ?? []).slice(1).map(({ text }) => plain.indexOf(even(text)));
  return starts.some((start) => start >= at && plain.slice(at, start).trim().length <= 1);
}

function boundaryExamples(one: Prepared, outline: Outline): Example[] {
  return outline.boundaries.map((at) => {
    const is = isBoundary(one, at) ? 0 : 1;
    return { grams: boundaryFeatures(outline, at), is, counts: is === 0 ? 2 : 1 };
  });
}

/** The tagger of fields: each text, those that name anybody again about other people, and again as spoken, without signs. */
export function trainFields({ rows }: Pick<Sources, 'rows'>, lists: Lists): Tagger {
  const random = seeded(seed);
  const usable = rows.filter(({ text }) => text.length < 500);
  const named = usable.filter(({ spans }) => spans.some(([name]) => variedFields.has(name)));
  const spoken = named.filter(() => random() < 0.35).map((row) => withoutSigns(varied(row, random)));
  const texts = [...usable, ...named.map((row) => varied(row, random)), ...spoken].map(prepared);
  const tagged = texts.map(({ plain, fields }) => {
    const tags = new Uint8Array(plain.length);
    for (const { field, from, to } of fields) {
      const index = (fieldNames as readonly string[]).indexOf(field);
      if (index >= 0) tags.fill(2 * index + 2, from, to).fill(2 * index + 1, from, from + 1);
    }
    return { features: characterFeatures(plain, lists), tags };
  });
  return trainTagger(tagged, fieldTags, { bits: 17, rounds: 6, seed });
}
