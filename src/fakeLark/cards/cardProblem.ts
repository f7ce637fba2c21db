import { ApiError } from '../errors.ts';

/** Sub-codes of 230099 (docs/develop/feishu.md#errors). */
export const cardCodes = {
  person: 100290,
  count: 11310,
  image: 200570,
  json: 200621,
  retired: 200861,
  template: 200380,
  chart: 200550,
  tableRows: 200914,
  tableNames: 200915,
};

/** The platform refuses the card; `code` is the sub-code. */
export class CardProblem extends Error {
  readonly code: number;

  constructor(code: number, message: string, value?: unknown) {
    super(value === undefined ? message : `${message}; ErrorValue: ${String(value)}`);
    this.code = code;
  }
}

/** The answer a send or an update gets: HTTP 400, 230099, sub-code inside `msg`. */
export function cardRejected(problem: CardProblem): ApiError {
  return new ApiError(
    230099,
    `Failed to create card content, ext=ErrCode: ${problem.code}; ErrMsg: ${problem.message}`,
  );
}

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
