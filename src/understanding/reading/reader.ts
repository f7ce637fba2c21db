import type { Channel } from '../../domain/appeal/parts.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Kind, Matter, Reader, Understanding } from '../../domain/texts/reading.ts';
import { kinds } from '../kinds.ts';
import { type Linear, scores } from '../learning/linear.ts';
import { type Fit, fitOf } from '../learning/tagger.ts';
import type { Model } from '../model.ts';
import type { Lists } from '../text/characters.ts';
import { even } from '../text/even.ts';
import { gramsOf, withFeatures } from '../text/grams.ts';
import { listsOf } from '../text/lexicon.ts';
import { type Found, fieldsIn, namesIn, type Part, partOf, withoutFields } from './fields.ts';
import { judged, severalScore, startsOf } from './matters.ts';
import { createMemory } from './memory.ts';
import { outlineOf } from './outline.ts';
import { decisive, ranked } from './ranking.ts';
import { remembered } from './remembered.ts';
import { sensitivityOf } from './sensitivity.ts';
import { kindFeatures } from './shape.ts';
import { titleOf } from './title.ts';
import { verbOf } from './verb.ts';

/** Characters; an appeal may have 5,000 (textLimit). What is longer is refused before, and never read whole here. */
const readAtMost = 5_200;
/** Characters of the texts whose names are kept at hand. */
const namesKept = 300_000;

/** Likewise of those that were read: whoever has a part in a message asks about the same words. */
const readingsKept = 20_000;

/** A reader for this district. */
export function createReader(model: Model, rules: Pick<Rules, 'units'>): Reader {
  const fit = fitOf(model.fields);
  const lists = listsOf(rules);
  const readText = remembered((text) => whatItSays(text, { model, fit, lists }), readingsKept);
  return {
    dispatchFrom: model.calibration.dispatchFrom,
    read(written, said = {}) {
      const { plain, kindSums, ...read } = readText(written.slice(0, readAtMost));
      return { ...read, verb: verbOf(plain, said, { kindSums, model }) };
    },
    namesIn: remembered((text) => namesIn(even(text), fit, lists), namesKept),
    reasonsFor: ({ bare }, taskForce) =>
      decisive(bare, model.taskForce, model.taskForce.classes.indexOf(String(taskForce))),
    newMemory: () => createMemory(model.taskForce),
  };
}

interface Means {
  model: Model;
  fit: Fit;
  lists: Lists;
}

/** All that does not depend on who says it. */
interface Words extends Omit<Understanding, 'verb'> {
  /** Even. */
  plain: string;
  /** Scores of the kinds. */
  kindSums: Float64Array;
}

function whatItSays(text: string, { model, fit, lists }: Means): Words {
  const plain = even(text);
  const fields = fieldsIn(plain, fit, lists);
  const bare = withoutFields(plain, fields);
  const grams = gramsOf(bare);
  const outline = outlineOf(plain, fields, model.taskForce);
  const boundaries = judged(outline, model.boundary);
  const several = severalScore(grams, outline, { several: model.several, boundaries }) >= model.calibration.severalFrom;
  const starts = several ? startsOf(outline, boundaries, model.calibration.boundaryFrom) : [0];
  const parts = starts.map((from, at) => partOf(plain, fields, from, starts[at + 1] ?? plain.length));
  const kindSums = scores(withFeatures(grams, kindFeatures(plain)), model.kind);
  return {
    plain,
    kindSums,
    kind: kindOf(kindSums, model),
    matters: withFirms(parts.map((part) => matterOf(text, part, model))),
    sensitivity: sensitivityOf(plain, bare, grams, model),
  };
}

/** A matter without a company is that of the last one named before it. */
function withFirms(matters: readonly Matter[]): [Matter, ...Matter[]] {
  let firm: string | undefined;
  return matters.map((matter) => {
    firm = matter.company ?? firm;
    return { ...matter, company: firm };
  }) as [Matter, ...Matter[]];
}

/** `written`: the whole text, which the bare part stands for place by place. */
function matterOf(written: string, part: Part, model: Model): Matter {
  const { from, to, fields, bare } = part;
  const text = written.slice(from, to);
  const grams = gramsOf(bare);
  const words = (name: Found['field']) =>
    fields.filter(({ field }) => field === name).map((one) => text.slice(one.from, one.to));
  const ranking = ranked(grams, model.taskForce, model.calibration.taskForce);
  return {
    text,
    from,
    bare,
    ranking,
    company: bestName(words('company')),
    contact: words('contact')[0],
    phones: words('phone').sort((one, other) => Number(isMobile(other)) - Number(isMobile(one))),
    town: words('town')[0],
    title: titleOf(part, text, model.taskForce, model.taskForce.classes.indexOf(String(ranking[0].taskForce))),
    channel: likeliest(grams, model.channel) as Channel,
    urgent: (scores(grams, model.urgent)[0] as number) >= model.calibration.urgentFrom,
  };
}

function isMobile(phone: string): boolean {
  return /^(?:\+?86[- ]?)?1[3-9]/.test(even(phone));
}

/** A legal form or a kind of company alone is nobody's name. */
const nobodys = /^(?:.{0,2}公司|有限责任公司|股份有限公司|集团有限公司|工厂|小?厂|门?店|企业|个体户|合作社|商户)$/;

/** The full name where it stands beside a short one; else the first. */
function bestName(names: readonly string[]): string | undefined {
  const [first] = names.filter((name) => !nobodys.test(name));
  return names.find((name) => first !== undefined && name.length > first.length && name.includes(first)) ?? first;
}

function likeliest(grams: Int32Array, model: Linear): string {
  const sums = scores(grams, model);
  return model.classes[sums.indexOf(Math.max(...sums))] as string;
}

/** The likeliest kind, where an appeal must be ahead of any other by the calibrated lead. */
function kindOf([appeal = 0, ...others]: Float64Array, { calibration }: Model): Kind {
  const best = Math.max(...others);
  if (appeal - best >= calibration.appealFrom) return 'appeal';
  return kinds[others.indexOf(best) + 1] as Kind;
}

/** As the product decides: an appeal of one matter, nothing suspected, sure enough. */
export function dispatches({ kind, matters, sensitivity }: Understanding, from: number): boolean {
  return (
    kind === 'appeal' &&
    matters.length === 1 &&
    sensitivity.level === 'none' &&
    matters[0].ranking[0].confidence >= from
  );
}
