import type { Channel, Contact, Found } from '../../domain/appeal/parts.ts';
import { placeNamed } from '../../domain/routing/units.ts';
import type { Rules } from '../../domain/rules.ts';
import { plainText } from '../../domain/texts/plainText.ts';
import type { Matter } from '../../domain/texts/reading.ts';

/** What a free text tells about the appeal besides the matter itself; every field may be missing. */
export interface AppealFields {
  company?: string;
  /** Unit id of the town or street, or of the development zone. */
  town?: string;
  contact?: Contact;
  title: string;
  channel: Channel;
}

/** Company, place and contact of a message about one matter. A field that is not found is left out. */
export function readAppeal(text: string, rules: Rules): AppealFields {
  return fieldsOf(rules.reader.read(text).matters[0], rules);
}

/** As the appeal keeps them: numbers without signs, the place as a unit. */
export function fieldsOf({ company, town, contact, phones, title, channel }: Matter, rules: Rules): AppealFields {
  const [first] = phones;
  const phone = first && bareNumber(first);
  const place = town && placeNamed(plainText(town), rules);
  return {
    company: company && plainText(company),
    town: place,
    contact: contact || phone ? { name: contact && plainText(contact), phone } : undefined,
    title,
    channel,
  };
}

/** What a supplement may fill in; see `AppealFields`. */
export function foundIn(text: string, rules: Rules): Found {
  const { company, town, contact } = readAppeal(text, rules);
  return { company, town, contact };
}

/** 0553-5800000转8012 keeps its extension. */
export function bareNumber(written: string): string {
  return plainText(written)
    .replace(/^\+?86(?=[- ]?1)/, '')
    .replace(/[- ()（）]/g, '')
    .replace('分机', '转');
}
