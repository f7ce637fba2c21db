import type { Said, Understanding } from '../../domain/texts/reading.ts';
import { kinds } from '../kinds.ts';
import { scores } from '../learning/linear.ts';
import type { Model } from '../model.ts';
import { gramsOf, withFeatures } from '../text/grams.ts';
import { kindOfVerb } from '../verbKinds.ts';
import { softmax } from './ranking.ts';
import { verbFeatures } from './shape.ts';

/** How much the kind of message counts beside the verb's own words. */
const kindCounts = 0.3;
/** For a verb that a message of any kind may ask for, and for one that this speaker never says. */
const anyKind = -1;
const never = -10;

/** The likeliest verb of a text, by whoever says it; `kindSums`: scores of the kinds, in the order of `kinds`. */
export function verbOf(
  plain: string,
  said: Said,
  { kindSums, model }: { kindSums: Float64Array; model: Model },
): Understanding['verb'] {
  const confidence = softmax(verbSums(plain, said, { kindSums, model }), model.calibration.verb);
  const best = confidence.indexOf(Math.max(...confidence));
  return { name: model.verb.classes[best] as string, confidence: confidence[best] as number };
}

/** A score for each verb. */
export function verbSums(
  plain: string,
  said: Said,
  { kindSums, model }: { kindSums: Float64Array; model: Pick<Model, 'verb' | 'sayers'> },
): Float64Array {
  const own = scores(withFeatures(gramsOf(plain), verbFeatures(plain, said)), model.verb);
  return own.map((score, at) => {
    const verb = model.verb.classes[at] as string;
    if (said.by && !model.sayers[verb]?.includes(said.by)) return never;
    const kind = kindOfVerb(verb);
    return score + kindCounts * (kind ? (kindSums[kinds.indexOf(kind)] as number) : anyKind);
  });
}
