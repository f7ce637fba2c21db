// Renews docs/screenshots: plays two mornings in the real sandbox and photographs them (npm run screenshots).
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { card, findChromium, launch, openChat, speakAs, type, visit } from '../test/support/browser.ts';
import { startSandboxProcess } from '../test/support/sandboxProcess.ts';

const folder = 'docs/screenshots';
const largest = 250 * 1024;
const group = '营商环境专员群';

/** Before the pictured appeal, so that the groups are alive. */
const earlier = [
  '@诉求管家 沈巷镇海川食品有限公司反映：生产用水压力不足，影响清洗工序，请协调 @获得用水用气专班联络员 ',
  '@诉求管家 沈巷镇宏远纺织有限公司反映：贷款续贷材料反复补交，请协调 @获得信贷专班联络员 ',
  '@诉求管家 沈巷镇金桥建材有限公司反映：经营范围变更登记两周未办结，请协调 @开办企业专班联络员 ',
];
const appeal =
  '沈巷镇示范机械有限公司反映：申请变压器增容两个月仍未批复，影响新生产线投产，请协调解决。联系人张经理，电话13900001234。';

async function photograph(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  // The pointer rests where nothing lights up, and the last toast is put away.
  await page.mouse.move(720, 5);
  for (const close of await page.locator('.toast button').all()) await close.click();
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(path);
  if (size > largest) throw new Error(`${path} has ${size} bytes, more than ${largest}`);
  console.log(`${path} ${Math.round(size / 1024)} KB`);
}

async function play(page: Page): Promise<void> {
  await page.getByTestId('welcome').waitFor();
  await card(page, '使用说明').waitFor();
  await page.getByTestId('clock').getByText('09:05').waitFor({ timeout: 30_000 });
  await page.locator('.time-moving span').waitFor({ state: 'detached' });
  await photograph(page, 'welcome');
  await page.getByRole('button', { name: '企业诉求晨报' }).click();
  await card(page, '企业诉求晨报').waitFor();
  await photograph(page, 'digest');

  await speakAs(page, '沈巷镇专员');
  await openChat(page, group);
  for (const [n, text] of earlier.entries()) {
    await type(page, text);
    await page.getByTestId('send').click();
    await page.locator('.bubble').getByText('已受理，编号').nth(n).waitFor();
  }
  await page.locator('.chat-row').first().click();
  await page.getByTestId('composer').fill(appeal);
  await page.getByTestId('send').click();
  await card(page, '诉求已受理').getByRole('button', { name: '换一个' }).waitFor();
  await photograph(page, 'receipt');

  await speakAs(page, '获得电力专班联络员');
  await page.getByTestId('show-all').check();
  await openChat(page, '获得电力专班');
  const dispatch = card(page, '企业诉求交办');
  await dispatch.waitFor({ timeout: 30_000 });
  await photograph(page, 'overview');

  await page.getByTestId('show-all').uncheck();
  await dispatch.getByRole('button', { name: '签收', exact: true }).click();
  await dispatch.getByRole('button', { name: '填方案' }).click();
  await dispatch.getByLabel('解决方案').fill('原线路容量不足，拟由东侧新建外线接入，供电公司负责施工。');
  await dispatch.getByLabel('给企业的话').fill('供电方案已确定，预计10个工作日内送电。');
  await dispatch.getByRole('button', { name: '提交方案' }).scrollIntoViewIfNeeded();
  await photograph(page, 'plan-form');
}

/** Nobody signs another appeal: the list of the morning after next asks the deputy, too. */
async function climb(page: Page): Promise<void> {
  page.setDefaultTimeout(60_000);
  await page.getByRole('button', { name: '新手引导' }).click();
  await page.getByTestId('ladder-start').click();
  await page.getByTestId('send').click();
  for (const words of ['已列出本件', '最后提醒在', '您现在是分管负责同志']) {
    await page.getByTestId('ladder-forward').click();
    await page.locator('.tour-step').getByText(words).waitFor();
    if (words !== '您现在是分管负责同志') await page.getByTestId('ladder-next').click();
  }
  await photograph(page, 'overdue');
}

const chromium = findChromium();
if (!chromium) throw new Error('No browser: install Chromium or set CHROMIUM_PATH.');
mkdirSync(folder, { recursive: true });
const [sandbox, browser] = await Promise.all([startSandboxProcess(), launch(chromium)]);
try {
  const { page } = await visit(browser, sandbox.url);
  await play(page);
  await climb(page);
} finally {
  await browser.close();
  await sandbox.end();
}
