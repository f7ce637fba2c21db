import { Initial } from './1-initial.ts';
import { Reminders } from './2-reminders.ts';
import { StandIns } from './3-stand-ins.ts';
import { Lists } from './4-lists.ts';
import { Fences } from './5-fences.ts';
import { Decisions } from './6-decisions.ts';
import { Pace } from './7-pace.ts';
import { Readers } from './8-readers.ts';
import { Growth } from './9-growth.ts';
import { PrivateChats } from './10-private-chats.ts';
import { Retention } from './11-retention.ts';
import { Examples } from './12-examples.ts';

/** In order. Add a new one at the end; never change a released one. */
export const migrations = [
  Initial,
  Reminders,
  StandIns,
  Lists,
  Fences,
  Decisions,
  Pace,
  Readers,
  Growth,
  PrivateChats,
  Retention,
  Examples,
];
