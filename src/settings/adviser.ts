import { z } from 'zod';
import { trimmedEnd } from '../domain/texts/plainText.ts';
import { isBaseUrl } from './addresses.ts';

/** The optional language model (docs/operate/configuration.md#language-model). */
export interface AdviserSettings {
  /** Without a trailing slash. */
  baseUrl: string;
  apiKey: string;
  model: string;
}

export const adviserVariables = {
  LLM_BASE_URL: z
    .string()
    .refine(isBaseUrl, 'must be an http(s) address without query')
    .refine((url) => !/\/chat\/completions\/?$/.test(url), 'must end before /chat/completions')
    .transform((url) => trimmedEnd(url, '/'))
    .optional(),
  LLM_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{8,500}$/, 'must be 8 to 500 letters, digits and signs without a blank')
    .optional(),
  LLM_MODEL: z.string().max(200, 'must be the name of a model').optional(),
};

type Given = Partial<Record<keyof typeof adviserVariables, string>>;

const names = Object.keys(adviserVariables) as (keyof Given)[];

/** Present when all three variables are. */
export function adviserSettings(read: Given): AdviserSettings | undefined {
  const { LLM_BASE_URL: baseUrl, LLM_API_KEY: apiKey, LLM_MODEL: model } = read;
  return baseUrl && apiKey && model ? { baseUrl, apiKey, model } : undefined;
}

/** Half of it would be off although somebody meant to switch it on. */
export function adviserFaults(given: Given): string[] {
  const set = names.filter((name) => given[name] !== undefined);
  const [one] = set;
  if (one === undefined) return [];
  const missing = names.filter((name) => given[name] === undefined);
  return missing.map((name) => `${name}: is missing although ${one} is set (set all three LLM_… or none)`);
}
