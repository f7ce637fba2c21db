import { handleEvent } from '../../src/jobs/inbox/handleEvent.ts';
import type { Deps } from '../../src/ports/index.ts';
import type { Incoming } from '../../src/ports/platform.ts';

/** Who says what over the database of `history.ts`: what reads much, and what moves an appeal on. */
const said: [openId: string, text: string][] = [
  ['ou_leader_0', '统计 今年'],
  ['ou_leader_0', '统计 去年'],
  ['ou_leader_0', '晨报'],
  ['ou_leader_0', '超期'],
  ['ou_leader_0', '我的待办'],
  ['ou_leader_0', '查 第77机械'],
  ['ou_leader_0', '查 003'],
  ['ou_liaison_3', '统计 今年'],
  ['ou_liaison_3', '今日'],
  ['ou_centre_1', '逐件办理'],
  ['ou_centre_1', '待办 获得电力'],
  ['ou_specialist_0_0', '沈巷镇华东机械有限公司反映变压器增容申请三周没有答复，获得电力专班'],
  ['ou_liaison_3', '签收'],
  ['ou_liaison_3', '签收 001'],
  ['ou_liaison_3', '方案 001：已安排现场勘查，计划12月10日办结'],
  ['ou_liaison_3', '进展 001：外线路径已批复'],
  ['ou_specialist_0_0', '催办 001'],
  ['ou_centre_1', '备注 003：请尽快联系企业'],
];

/** The first words that a process hears compile what reads them. */
const warmUp: typeof said = [
  ['ou_leader_0', '帮助'],
  ['ou_liaison_3', '签收 999'],
  ['ou_specialist_0_0', '沈巷镇甲机械有限公司反映厂区门口道路积水，获得电力专班'],
];

/** Acts on each as on a private message; tells how long each took, ms. What is refused is refused. */
export async function askAround(
  deps: Deps,
  { warm, done }: { warm(): void; done(text: string, ms: number): void },
): Promise<void> {
  await hearAll(deps, warmUp, 'warm', () => undefined);
  warm();
  await hearAll(deps, said, 'asked', done);
}

async function hearAll(deps: Deps, words: typeof said, name: string, done: (text: string, ms: number) => void) {
  for (const [index, [sender, text]] of words.entries()) {
    const at = deps.clock.now().toISOString();
    const message = `om_${name}_${index}`;
    const incoming: Incoming = {
      ...{ kind: 'message', message, chat: `oc_p2p_${sender}`, place: 'private', sender, senderKind: 'user' },
      ...{ at, text, mentions: [], mentionsBot: false, attachments: [] },
    };
    const payload = JSON.stringify(incoming);
    const start = performance.now();
    const { id } = await deps.inbox.receive({ key: `m:${message}`, payload, receivedAt: at, atOnce: true });
    await handleEvent(deps, { id, payload });
    done(text, performance.now() - start);
  }
}
