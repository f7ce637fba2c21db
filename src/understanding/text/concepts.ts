import { hashed } from './grams.ts';

/**
 * Words by what they mean in a story of misconduct: who, what is wanted, how it is asked for. Each alone is harmless;
 * which of them together in one clause are not, the models learn from the texts.
 */
const concepts: Record<string, string> = {
  official:
    '窗口 局里 局长 科长 科室 所长 所里 执法 工作人员 办事员 经办 专管员 检查的 来查的 稽查 审核的 验收的 勘查的 抄表 水司 供电 台区 师傅 干部 书记 镇里 村里 街道 领导 主任 法官 法院 庭长 海关 消防 城管 环保 市监 税务 民警 派出所 住建 评审 专家 审批 里面的人 里头 上面 他们单位 大厅 网格员 协管',
  private:
    '老板 房东 物业 业主 供应商 同行 中介 代办 甲方 总包 采购 客户 隔壁 邻居 村民 平台 加盟 银行 保险 股东 合伙 亲戚 员工 职工 包工头 骗子 冒充 假冒 商会 协会 民营',
  gift: '红包 好处 回扣 烟 酒 茶叶 礼 卡 请吃 吃饭 饭局 坐坐 喝 土特产 购物卡 意思 表示 打点 走动 孝敬 赞助 捐 摊派 订报 报销 发票 借 分成 干股 提成 点 万 钱 块 元 费',
  want: '要 开口 暗示 明示 点名 指定 推荐 介绍 让我们 叫我们 必须 只能 非要 提醒 提了 说了句 话里话外 示意 递 塞 收 拿 伸手 催',
  relation: '亲戚 小舅子 侄 外甥 老婆 他弟 他哥 同学 战友 熟人 自己人 关系户 朋友开 家开 他家 名下 老乡',
  fear: '不敢 怕 报复 穿小鞋 保密 别说 匿名 不留名 不好讲 不方便 得罪 针对 专查 盯着 天天来 卡着 拖着 压着 刁难 故意 翻脸 之后就 就开始',
  crowd:
    '集体 上访 堵 围 拉横幅 堵门 堵路 闹 跳楼 不想活 自杀 遗书 扬言 拼命 同归于尽 焊死 罢工 聚集 情绪 上市里 去市里 去省',
  secret: '未公开 内部 涉密 机密 标底 泄露 名单 纪要 批示 还没公布 没公示 提前知道 内定 透露 底价',
  proper:
    '没收 没要 不收 拒绝 摆手 退回 原样 没有要 锦旗 感谢 谢谢 点赞 表扬 合规 有发票 有票据 物价 文件 公示 自愿 正规 依法 该罚 认罚',
  asks: '吗 么 怎么 能不能 可不可以 是不是 是否 多少 哪里 请问',
};

const names = Object.keys(concepts);
const byFirst = new Map<string, { word: string; concept: number }[]>();
for (const [concept, name] of names.entries()) {
  for (const word of (concepts[name] as string).split(' ')) {
    const first = word.charAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), { word, concept }]);
  }
}

/** For each concept a bit at each place of an even text where a word of it begins. */
export function conceptsAt(text: string): Uint16Array {
  const found = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    for (const { word, concept } of byFirst.get(text.charAt(at)) ?? [])
      if (text.startsWith(word, at)) found[at] = (found[at] as number) | (1 << concept);
  }
  return found;
}

/** All concepts of a part, as bits. */
export function conceptsOf(found: Uint16Array, from: number, to: number): number {
  let all = 0;
  for (let at = from; at < to; at += 1) all |= found[at] as number;
  return all;
}

const known = new Map<string, readonly number[]>();

/** Features of concepts that stand together: each, each two and each three. `place` tells those of a clause apart. */
export function conceptGrams(bits: number, place: 'clause' | 'text'): readonly number[] {
  const key = `${place} ${bits}`;
  const seen = known.get(key);
  if (seen) return seen;
  const present = names.filter((_, concept) => bits & (1 << concept));
  const grams: number[] = [];
  for (const [one, first] of present.entries()) {
    grams.push(hashed(`${place} ${first}`));
    for (const [two, second] of present.slice(one + 1).entries()) {
      grams.push(hashed(`${place} ${first} ${second}`));
      for (const third of present.slice(one + two + 2)) grams.push(hashed(`${place} ${first} ${second} ${third}`));
    }
  }
  known.set(key, grams);
  return grams;
}
