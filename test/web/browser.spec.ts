import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { card, findChromium, launch, openChat, speakAs, type, type Visit, visit } from '../support/browser.ts';
import { type Sandbox, startSandboxProcess } from '../support/sandboxProcess.ts';

describe('the sandbox page in a browser', function () {
  this.timeout(120_000);
  let browser: Browser | undefined;
  let sandbox: Sandbox | undefined;
  let guest: Visit;

  before(async function () {
    const chromium = findChromium();
    if (!chromium && process.env.CI) throw new Error('No browser: install Chromium or set CHROMIUM_PATH.');
    if (!chromium) return this.skip();
    [sandbox, browser] = await Promise.all([startSandboxProcess(), launch(chromium)]);
  });
  after(async () => {
    await browser?.close();
    await sandbox?.end();
  });
  beforeEach(async () => {
    if (browser && sandbox) guest = await visit(browser, sandbox.url);
  });
  afterEach(async () => {
    const { complaints, close } = guest;
    await close();
    expect(complaints).to.deep.equal([]);
  });

  const skipTour = () => guest.page.getByTestId('tour-skip').click();

  it('carries an appeal from the specialist to the liaison and the plan back', async () => {
    const { page } = guest;
    await skipTour();
    await speakAs(page, '沈巷镇专员');
    await openChat(page, '营商环境专员群');
    await type(page, '@诉求管家 沈巷镇示范机械有限公司反映：变压器增容两个月未批，请协调 @获得电力专班联络员 ');
    await page.keyboard.press('Enter');
    await page
      .locator('.bubble')
      .getByText(/已受理，编号 JJ\d{8}-\d{3}/)
      .waitFor();
    expect(await page.getByTestId('composer').inputValue()).to.equal('');

    await speakAs(page, '获得电力专班联络员');
    await openChat(page, '获得电力专班');
    const dispatch = card(page, '企业诉求交办');
    await dispatch.getByText('示范机械有限公司').first().waitFor();
    expect(await dispatch.locator('.at-me').textContent()).to.equal('@获得电力专班联络员');
    await dispatch.getByRole('button', { name: '签收', exact: true }).click();
    await dispatch.getByText('已签收，待提出方案').waitFor();

    await dispatch.getByRole('button', { name: '填方案' }).click();
    await dispatch.getByRole('button', { name: '提交方案' }).click();
    await dispatch.getByText('请填写“解决方案').waitFor();
    await dispatch.getByLabel('解决方案').fill('由东侧新建外线接入');
    await dispatch.getByLabel('给企业的话').fill('十个工作日内送电');
    await dispatch.getByRole('button', { name: '提交方案' }).click();
    await dispatch.getByText('由东侧新建外线接入').waitFor();

    await speakAs(page, '沈巷镇专员');
    await page.locator('.chat-row').first().click();
    await card(page, '已提出方案').getByText('十个工作日内送电').waitFor();
  });

  it('welcomes on the first visit only; the tour can be left and opened again', async () => {
    const { page } = guest;
    const welcome = page.getByTestId('welcome');
    await welcome.waitFor();
    await skipTour();
    await welcome.waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByText('以 沈巷镇专员 的身份').waitFor();
    expect(await welcome.isVisible()).to.equal(false);

    await page.getByRole('button', { name: '新手引导' }).click();
    await welcome.getByTestId('tour-next').click();
    await page.getByText('新手引导 1 / 6').waitFor();
    expect(await page.getByTestId('composer').inputValue()).to.include('示范机械有限公司');
    await skipTour();
    await page.getByText('新手引导 1 / 6').waitFor({ state: 'detached' });
  });

  it('shows at once what the morning brought: the digest to the leader, what is overdue to the groups', async () => {
    const { page } = guest;
    await page.getByTestId('welcome').getByRole('button', { name: '企业诉求晨报' }).click();
    await page.getByText('以 区领导 的身份').waitFor();
    await card(page, '企业诉求晨报').getByText('需关注2件').first().waitFor();
    await speakAs(page, '获得电力专班联络员');
    await openChat(page, '获得电力专班');
    await card(page, '今日办理提醒').getByText('已到期未录入（1件）').waitFor();
  });

  it('lets reminders climb from the list in the group to the draft of a 督办', async () => {
    const { page } = guest;
    const told = (words: string) => page.locator('.tour-step').getByText(words).waitFor();
    const forward = () => page.getByTestId('ladder-forward').click();
    const next = () => page.getByTestId('ladder-next').click();
    await page.getByTestId('ladder-start').click();
    await page.getByTestId('send').click();
    await forward();
    await told('已列出本件');
    await next();
    await forward();
    await told('最后提醒在获得电力专班联络员的私聊里');
    await next();
    await forward();
    await told('您现在是分管负责同志');
    expect(await card(page, '今日办理提醒').locator('.at-me').first().textContent()).to.equal('@区发改委分管负责同志');
    await next();
    await forward();
    await told('等值班员审发');
    await next();
    await page.locator('.message-target').getByRole('button', { name: '发送', exact: true }).click();
    await told('提示已发到区发改委主要负责人的私聊');
    await page.getByTestId('ladder-go').click();
    await card(page, '情况的提示').getByText('样板模具有限公司').first().waitFor();
    await next();
    await forward();
    await told('督办单已拟好');
    await next();
    await page.locator('.tour').waitFor({ state: 'detached' });
  });

  it('moves time from the header, by mouse and by keyboard, and says where it has come', async () => {
    const { page } = guest;
    await skipTour();
    const clock = page.getByTestId('clock');
    const toast = page.getByTestId('toast');
    const instant = async () => new Date((await clock.getAttribute('datetime')) ?? '');
    const begin = await instant();

    await page.getByRole('button', { name: '快进1小时' }).click();
    await toast.getByText(/^已到\d+月\d+日\(周.\)\d\d:\d\d$/).waitFor();
    expect((await instant()).getTime() - begin.getTime()).to.be.within(3_600_000, 3_660_000);
    await toast.getByRole('button', { name: '关闭提示' }).click();

    await page.getByRole('button', { name: '到明早' }).focus();
    await page.keyboard.press('Enter');
    await toast.getByText('09:05').waitFor();
    expect(await clock.textContent()).to.match(/09:05$/);
    await toast.getByRole('button', { name: '关闭提示' }).click();

    await page.getByRole('button', { name: '快进到…' }).click();
    const when = page.getByLabel('日期和时间（北京时间）');
    const later = await when.inputValue();
    await when.fill('2020-01-01T09:00');
    await page.keyboard.press('Enter');
    expect(await page.locator('dialog[open] :out-of-range').count()).to.equal(1);
    await when.fill(later);
    await page.keyboard.press('Enter');
    await toast.getByText('09:05').waitFor();
    expect((await instant()).toISOString()).to.contain(new Date(`${later}:00+08:00`).toISOString().slice(0, 16));
  });

  it('answers what is sent while time moves', async () => {
    const { page } = guest;
    await skipTour();
    await speakAs(page, '沈巷镇专员');
    await page.locator('.chat-row').first().click();
    await page.getByTestId('composer').fill('沈巷镇远航包装有限公司反映：货车临时停车困难，请协调解决。');
    await page.getByRole('button', { name: '下一工作日' }).click();
    await page.getByTestId('send').click();
    await card(page, '诉求已受理').getByText('远航包装有限公司').first().waitFor();
  });

  it('【重新开始】 asks first and then forgets what was said', async () => {
    const { page } = guest;
    await skipTour();
    await speakAs(page, '沈巷镇专员');
    await type(page, '帮助');
    await page.getByTestId('send').click();
    const said = page.locator('.message-mine');
    await said.first().waitFor();

    await page.getByRole('button', { name: '重新开始' }).click();
    await page.getByTestId('confirm-no').click();
    expect(await said.count()).to.be.greaterThan(0);

    await page.getByRole('button', { name: '重新开始' }).click();
    await page.getByTestId('confirm-yes').click();
    await said.first().waitFor({ state: 'detached' });
    await card(page, '使用说明').waitFor();
    expect(await said.count()).to.equal(0);
  });
});
