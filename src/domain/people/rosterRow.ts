import { type Rules, townPrefix, type Unit } from '../rules.ts';
import type { Role, Tier } from './contacts.ts';

/** 角色 as the roster file writes it; `administrator` comes from the environment, never from a file. */
const roleOf = new Map<string, Role>([
  ['组长', 'task-force-leader'],
  ['副组长', 'deputy-leader'],
  ['办公室主任', 'office-head'],
  ['联络员', 'liaison'],
  ['专班办公室', 'office'],
  ['专员', 'specialist'],
  ['服务中心', 'service-centre'],
  ['值班', 'duty'],
  ['营商办', 'district-office'],
  ['领导', 'leader'],
  ['领导联络员', 'leader-liaison'],
  ['督查室', 'audit'],
  ['单位联系人', 'contact'],
]);

export const roleLabels = [...roleOf.keys()];

/** Roles that exist only within a task force. */
const inTaskForce = new Set<Role>(['task-force-leader', 'deputy-leader', 'office-head', 'liaison', 'office']);
const withoutUnit = new Set<Role>(['task-force-leader', 'leader']);
/** Tier when the 层级 cell is empty: 1 for heads of the lead unit, none for roles without a unit, 3 for the rest. */
const tierOf = new Map<Role, Tier | undefined>([
  ['deputy-leader', 1],
  ['office-head', 1],
  ['task-force-leader', undefined],
  ['leader', undefined],
  ['leader-liaison', undefined],
  ['audit', undefined],
]);

export type Column = '专班序号' | '角色' | '单位' | '层级' | '职务' | '姓名' | '手机' | 'open_id';
export type Cells = Partial<Record<Column, string>>;

export type RowFault =
  | { kind: 'empty'; column: Column }
  | { kind: 'role'; value: string }
  | { kind: 'unit' | 'collective' | 'task-force' | 'tier' | 'open-id'; value: string }
  | { kind: 'task-force-missing'; role: string }
  | { kind: 'mobile' | 'mobile-rounded' | 'identity' }
  | { kind: 'names-differ' | 'mobiles-differ' | 'open-ids-differ'; rows: number[] };

/** Collects all faults of a row, to report them together. */
export type Blame = (fault: RowFault) => void;

export function readRole(value: string, blame: Blame): Role | undefined {
  const role = roleOf.get(value);
  if (!role) blame(value === '' ? { kind: 'empty', column: '角色' } : { kind: 'role', value });
  return role;
}

/** Unit id for a name or alias; towns and streets are units of their own (docs/operate/going-live.md#roster). */
export function readUnit(value: string, role: Role | undefined, { rules, blame }: { rules: Rules; blame: Blame }) {
  if (value === '') {
    if (role && !withoutUnit.has(role)) blame({ kind: 'empty', column: '单位' });
    return undefined;
  }
  const district = rules.district.name;
  const local = value.startsWith(district) ? value.slice(district.length) : value;
  const unit = named(value, rules.units) ?? named(local, rules.units) ?? named(`区${local}`, rules.units);
  if (unit && !unit.collective) return unit.id;
  const town = local.replace(/(镇)人民政府$|(街道)办事处$/, '$1$2');
  if (!unit && /.(镇|街道)$/.test(town)) return townPrefix + town;
  blame({ kind: unit ? 'collective' : 'unit', value });
  return undefined;
}

function named(name: string, units: Unit[]): Unit | undefined {
  return units.find((unit) => unit.name === name || unit.aliases.includes(name));
}

/**
 * Numbers of the task forces: as written, several separated by 、 or a comma; for a role within a task force an empty
 * cell means all task forces that the unit leads.
 */
export function readTaskForces(
  value: string,
  role: Role | undefined,
  context: { rules: Rules; unit?: string; blame: Blame },
) {
  const { rules, unit, blame } = context;
  if (value !== '') {
    const numbers = value.split(/[、,;\s]+/).filter(Boolean);
    const known = numbers.filter((text) => rules.taskForces.some(({ number }) => String(number) === text));
    if (known.length < numbers.length || numbers.length === 0) blame({ kind: 'task-force', value });
    return known.map(Number);
  }
  if (!role || !inTaskForce.has(role)) return [];
  const led = rules.taskForces.filter(({ leadUnit }) => leadUnit === unit).map(({ number }) => number);
  if (led.length === 0) blame({ kind: 'task-force-missing', role: labelOf(role) });
  return led;
}

function labelOf(role: Role): string {
  return roleLabels.find((label) => roleOf.get(label) === role) ?? role;
}

export function readTier(value: string, role: Role | undefined, blame: Blame): Tier | undefined {
  if (value === '') return role && (tierOf.has(role) ? tierOf.get(role) : 3);
  const digit = '123'.indexOf(value.charAt(0)) + 1 || '一二三'.indexOf(value.charAt(0)) + 1;
  if (digit >= 1 && digit <= 3 && /^.级?$/.test(value)) return digit as Tier;
  blame({ kind: 'tier', value });
  return undefined;
}

/** 11 digits; blanks, dashes and +86 are tolerated. The number itself is never part of a fault. */
export function readMobile(value: string, blame: Blame): string | undefined {
  if (value === '') return undefined;
  if (/^[\d.]+e\+?\d+$/i.test(value)) {
    blame({ kind: 'mobile-rounded' });
    return undefined;
  }
  const digits = value.replace(/[\s\-–—()]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  if (/^1\d{10}$/.test(digits)) return digits;
  blame({ kind: 'mobile' });
  return undefined;
}

export function readOpenId(value: string, blame: Blame): string | undefined {
  if (value === '') return undefined;
  if (/^ou_[\w-]+$/.test(value)) return value;
  blame({ kind: 'open-id', value });
  return undefined;
}
