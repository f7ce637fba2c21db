import type { SandboxPerson } from '../api.ts';
import { ApiError, invalidField } from '../errors.ts';
import type { Call, Reply } from '../http/call.ts';
import { findPerson, userIds } from '../ids.ts';

const ACTIVE = { is_frozen: false, is_resigned: false, is_activated: true, is_exited: false, is_unjoin: false };

/** `POST contact/v3/users/batch_get_id`: at most 50 of each; an unknown person is returned without `user_id`. */
export function batchGetId({ world, query, body }: Call): Reply {
  const mobiles = contactList(body.mobiles, 'mobiles');
  const emails = contactList(body.emails, 'emails');
  if (mobiles.length + emails.length === 0) throw invalidField('mobiles');
  const idOf = ({ openId }: SandboxPerson) =>
    query.get('user_id_type') === 'union_id' ? userIds(openId).union_id : openId;
  const found = mobiles.map((mobile) => {
    const person = world.people.find((one) => one.mobile === mobile.replace(/^\+86/, ''));
    return person ? { user_id: idOf(person), mobile, status: ACTIVE } : { mobile };
  });
  return { data: { user_list: [...found, ...emails.map((email) => ({ email }))] } };
}

function contactList(value: unknown, name: string): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > 50) throw invalidField(name);
  return value.map(String);
}

/** `GET contact/v3/users/:id` */
export function getUser({ world, params, query }: Call): Reply {
  const id = params[0] ?? '';
  const byUnion = query.get('user_id_type') === 'union_id';
  const person = byUnion
    ? world.people.find(({ openId }) => userIds(openId).union_id === id)
    : findPerson(world.people, id);
  if (!person) throw new ApiError(99992351, `The request you send is not a valid {open_id} or not exists: ${id}`);
  const { openId, name, mobile } = person;
  return { data: { user: { ...userIds(openId), name, mobile: `+86${mobile}`, status: ACTIVE } } };
}

/** `GET bot/v3/info`: the bot is at the top level of the answer, not under `data`. */
export function botInfo({ world }: Call): Reply {
  const { openId, name } = world.bot;
  return { top: { bot: { activate_status: 2, app_name: name, avatar_url: '', ip_white_list: [], open_id: openId } } };
}
