/**
 * The few column types that mean the same on SQLite and PostgreSQL. Instants are ISO text: same order and meaning on
 * both.
 */
export const text = { type: 'text' } as const;
export const textOrNull = { type: 'text', nullable: true } as const;
export const integer = { type: 'integer' } as const;
export const integerOrNull = { type: 'integer', nullable: true } as const;
export const flag = { type: 'boolean' } as const;
/** JSON kept as text. */
export const json = { type: 'simple-json' } as const;
export const key = { type: 'text', primary: true } as const;
export const keyPart = { type: 'integer', primary: true } as const;
export const serial = { type: 'integer', primary: true, generated: 'increment' } as const;
