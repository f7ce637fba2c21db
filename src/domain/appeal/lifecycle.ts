import { Refusal } from '../errors.ts';
import type { Appeal, AppealStatus } from './appeal.ts';
import type { EventType } from './events.ts';

const handling = ['dispatched', 'signed', 'planned'] as const satisfies AppealStatus[];
const open = ['received', 'dispatched', 'returned', 'signed', 'planned', 'resolved'] as const satisfies AppealStatus[];

/**
 * The life of an appeal (docs/develop/domain.md#life), one row an event: where it may happen and where it leads; no
 * `to` changes no state.
 */
// biome-ignore format: a table is read by column
export const lifecycle = {
  submitted:       { from: [],                                     to: 'received'   }, // 受理
  rerouted:        { from: ['received']                                             }, // 换一个拟派
  handed_to_centre:{ from: ['received']                                             }, // 转服务中心确定
  dispatched:      { from: ['received'],                           to: 'dispatched' }, // 交办
  transferred:     { from: [...handling, 'returned'],              to: 'dispatched' }, // 转办, and a return upheld
  signed:          { from: ['dispatched'],                         to: 'signed'     }, // 签收
  return_asked:    { from: ['dispatched', 'signed'],               to: 'returned'   }, // 申请退件
  return_refused:  { from: ['returned'],                           to: 'signed'     }, // 退件不成立,视同签收
  planned:         { from: ['dispatched', 'signed'],               to: 'planned'    }, // 方案
  plan_replaced:   { from: ['planned']                                              }, // 更换方案
  progressed:      { from: [...handling, 'resolved']                                }, // 进展
  resolved:        { from: [...handling],                          to: 'resolved'   }, // 办结
  approved:        { from: ['resolved'],                           to: 'answered'   }, // 审核通过
  rejected:        { from: ['resolved'],                           to: 'planned'    }, // 退回补正
  informed:        { from: ['planned', 'resolved', 'answered']                      }, // 已告知企业
  extension_asked: { from: ['planned']                                              }, // 申请延期
  extended:        { from: ['planned']                                              },
  extension_refused:{ from: ['planned']                                             },
  pause_asked:     { from: ['planned']                                              }, // 申请暂停计时
  paused:          { from: ['planned']                                              },
  pause_refused:   { from: ['planned']                                              },
  resumed:         { from: ['planned']                                              },
  nudged:          { from: [...handling, 'returned', 'resolved']                    }, // 催办
  head_noted:      { from: [...handling]                                            },
  supervised:      { from: [...handling]                                            }, // 督办
  instructed:      { from: open                                                     }, // 批示
  instruction_answered: { from: [...open, 'answered']                               },
  recalculated:    { from: open                                                     },
  commented:       { from: [...open, 'confidential', 'answered']                    },
  supplemented:    { from: [...open, 'confidential']                                },
  detached:        { from: [...open, 'confidential']                                },
  released:        { from: ['confidential'],                       to: 'received'   }, // 转普通件
  withdrawn:       { from: ['received', 'confidential', 'dispatched', 'signed', 'returned', 'planned'], to: 'withdrawn' }, // 撤回
} as const satisfies Record<EventType, { from: readonly AppealStatus[]; to?: AppealStatus }>;

/** Whether the event may happen to an appeal in this state. */
export function canHappen(appeal: Pick<Appeal, 'status'>, type: EventType): boolean {
  const { from } = lifecycle[type] as { from: readonly AppealStatus[] };
  return from.includes(appeal.status);
}

/** Throws Refusal `wrong.state` when the event cannot happen now. */
export function mustBeAble(appeal: Appeal, type: EventType): void {
  if (!canHappen(appeal, type)) {
    throw new Refusal('wrong.state', { number: appeal.number, status: appeal.status, verb: type });
  }
}

/** Still in somebody's hands: listed in 我的待办. */
export const openStatuses: readonly AppealStatus[] = [...open, 'confidential'];

export function isOpen(appeal: Pick<Appeal, 'status'>): boolean {
  return openStatuses.includes(appeal.status);
}
