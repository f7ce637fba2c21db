import { expect } from 'chai';
import type { Block } from '../../src/domain/message.ts';
import { advanceTour, isDone, nextStep, type TourMemory, tourSteps } from '../../src/web/lib/tour.ts';
import { code, scene } from './scene.ts';

const press = (label: string, say: string): Block => ({ kind: 'buttons', buttons: [{ label, say: `${say} ${code}` }] });
const asked: Block = { kind: 'line', spans: [{ mention: 'ou_l', name: '联络员' }] };
const stepOf = (memory: TourMemory) => tourSteps[memory.step];
const at = (step: (typeof tourSteps)[number]) => tourSteps.indexOf(step);

describe('guided tour', () => {
  it('follows what happens in the chats, from the appeal to the plan', () => {
    const { world, write, writeCard } = scene();
    let memory: TourMemory = { step: 0, fromSeq: 0 };
    expect(stepOf(advanceTour(memory, world))).to.equal('welcome');
    memory = nextStep(memory, world);
    const look = (now = world) => {
      memory = advanceTour(memory, now);
      return stepOf(memory);
    };
    writeCard('oc_s', '诉求管家使用说明', [{ kind: 'line', spans: ['查 JJ20261120-999'] }]);
    expect(look()).to.equal('send');
    write('oc_s', { senderOpenId: 'ou_s', senderIsBot: false, content: { text: '变压器增容' } });
    expect(look()).to.equal('receipt');
    expect(isDone(memory, world)).to.equal(false);
    writeCard('oc_s', `诉求已受理 ${code}`, [press('撤回', '撤回')]);
    look();
    expect(memory.code).to.equal(code);
    memory = nextStep(memory, world);

    expect(look()).to.equal('dispatch');
    expect(memory.card).to.equal(undefined);
    writeCard('oc_g', `企业诉求交办 ${code}`, [asked, press('签收', '签收')], 'om_card');
    expect(look()).to.equal('dispatch');
    expect(memory.card).to.deep.equal({ chatId: 'oc_g', messageId: 'om_card' });
    expect(memory.liaison).to.equal('ou_l');
    expect(isDone(memory, world)).to.equal(false);
    expect(look({ ...world, openChat: 'oc_g' })).to.equal('sign');
    writeCard('oc_g', `企业诉求交办 ${code}`, [asked, press('填方案', '打开 方案')], 'om_card');
    expect(look()).to.equal('plan');
    const submit = { label: '提交方案', say: `方案 ${code}` };
    writeCard('oc_g', `企业诉求交办 ${code}`, [{ kind: 'form', name: 'f', fields: [], submit }], 'om_card');
    expect(look()).to.equal('plan');
    writeCard('oc_g', `企业诉求交办 ${code}`, [press('报进展', '打开 进展')], 'om_card');
    expect(look()).to.equal('told');
    expect(isDone(memory, world)).to.equal(true);
  });

  it('does not take an earlier appeal or a stranger for its own', () => {
    const { world, write } = scene();
    write('oc_s', { senderOpenId: 'ou_s', senderIsBot: false, content: { text: '旧诉求' } });
    const memory: TourMemory = { step: at('send'), fromSeq: 1 };
    expect(advanceTour(memory, world)).to.equal(memory);
    write('oc_g', { senderOpenId: 'ou_l', senderIsBot: false, content: { text: '收到' } });
    expect(advanceTour(memory, world)).to.equal(memory);
  });

  it('an open form of another kind is no signature', () => {
    const { world, writeCard } = scene();
    const submit = { label: '申请退件', say: `申请退件 ${code}` };
    writeCard('oc_g', `企业诉求交办 ${code}`, [{ kind: 'form', name: 'f', fields: [], submit }], 'om_card');
    const memory: TourMemory = { step: at('sign'), fromSeq: 0, code, card: { chatId: 'oc_g', messageId: 'om_card' } };
    expect(advanceTour(memory, world)).to.equal(memory);
  });

  it('finds the card also when the wait for it was skipped', () => {
    const { world, writeCard } = scene();
    const memory: TourMemory = { step: at('sign'), fromSeq: 0, code };
    writeCard('oc_g', `企业诉求交办 ${code}`, [asked, press('签收', '签收')], 'om_card');
    expect(advanceTour(memory, world).card?.messageId).to.equal('om_card');
  });

  it('ends quietly when the card cannot be found', () => {
    const { world } = scene();
    const memory: TourMemory = { step: at('plan'), fromSeq: 0, code };
    expect(isDone(memory, world)).to.equal(false);
    expect(stepOf(nextStep(nextStep(memory, world), world))).to.equal(undefined);
  });
});
