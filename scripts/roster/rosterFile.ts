import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { readSheet } from 'read-excel-file/node';

/** Why a roster file cannot be read as a table. */
export type Unreadable = 'absent' | 'old-excel' | 'damaged' | 'empty';

export class RosterFileError extends Error {
  override name = 'RosterFileError';
  readonly reason: Unreadable;

  constructor(reason: Unreadable, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/**
 * The first sheet of an .xlsx or the rows of a CSV file as text, row 1 first. Which of the two it is, and in which
 * encoding (UTF-8 with or without BOM, GBK), shows in the bytes: names of files lie. Throws RosterFileError.
 */
export async function readRosterFile(path: string): Promise<string[][]> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new RosterFileError('absent', { cause });
  });
  if (bytes.length === 0) throw new RosterFileError('empty');
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new RosterFileError('old-excel');
  try {
    return startsWith(bytes, [0x50, 0x4b]) ? await sheetRows(bytes) : csvRows(decode(bytes));
  } catch (cause) {
    throw new RosterFileError('damaged', { cause });
  }
}

function startsWith(bytes: Buffer, signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

async function sheetRows(bytes: Buffer): Promise<string[][]> {
  const rows = await readSheet(bytes, { parseNumber: plainNumber, trim: false });
  return rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
}

/** A mobile is a number to a spreadsheet: 13900000001 may be stored as 1.3900000001E10. */
function plainNumber(text: string): string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? String(number) : text;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What is not UTF-8 comes from a Chinese Excel, which saves CSV in GBK.
    return iconv.decode(bytes, 'gb18030');
  }
}

function csvRows(text: string): string[][] {
  if (text.includes('\u0000')) throw new RangeError('not a text file');
  return parse(text, { relax_column_count: true, relax_quotes: true, delimiter: [',', '\t'] });
}
