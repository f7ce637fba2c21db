import type { SandboxState } from '../../fakeLark/api.ts';
import type { Mentionable } from './draft.ts';

/** Something worth trying after the tour: who, where, and the words that stand ready to be sent. */
export interface Trial {
  title: string;
  hint: string;
  openId: string;
  /** Absent for the private chat with the bot. */
  chatId?: string;
  text?: string;
  mentions?: Mentionable[];
  /** Title of the message to be shown, where it is there. */
  shows?: RegExp;
}

interface Idea {
  title: string;
  hint: string;
  /** Name of the demo person. */
  who: string;
  /** Name of the group. */
  group?: string;
  /** `@name` mentions that demo person or the bot. */
  text?: string;
  shows?: RegExp;
}

/** What arrived this morning by itself. */
const arrived: Idea[] = [
  {
    title: '企业诉求晨报',
    hint: '8:30私发区领导和各单位主要负责人',
    who: '区领导',
    shows: /晨报/,
  },
  {
    title: '专班群的逾期提醒',
    hint: '9:00的今日办理提醒，一个群一天一条',
    who: '获得电力专班联络员',
    group: '获得电力专班',
    shows: /今日办理提醒/,
  },
  {
    title: '待审发的提示',
    hint: '给单位主要负责人的提示，由值班员审发',
    who: '服务中心值班员',
    group: '区为企服务中心',
    shows: /审发/,
  },
];

const ideas: Idea[] = [
  {
    title: '在群里@联络员，立即交办',
    hint: '写明专班或@联络员的，不再等待',
    who: '沈巷镇专员',
    group: '营商环境专员群',
    text: '@诉求管家 沈巷镇海川食品有限公司反映：办理排水许可两个月未批，影响开工，请协调。 @获得用水用气专班联络员',
  },
  {
    title: '诉求写得不清楚',
    hint: '机器人请您点选承办专班',
    who: '湾里街道专员',
    text: '湾里街道宏远纺织有限公司反映：办事不方便，请帮忙协调。',
  },
  {
    title: '名单外的人发来诉求',
    hint: '转为线索，由服务中心决定是否受理',
    who: '未登记人员',
    text: '我们公司门口道路积水，货车进不来，请帮忙解决。',
  },
  {
    title: '服务中心的待办',
    hint: '定专班、认退件、审办结，都在卡片上点',
    who: '服务中心工作人员甲',
    group: '区为企服务中心',
  },
  {
    title: '管理员绑定新群',
    hint: '一句话或点卡片，本群即开始接收诉求',
    who: '系统管理员',
    group: '待绑定的新群',
    text: '@诉求管家 绑定单位 区税务局',
  },
];

type District = Pick<SandboxState, 'people' | 'chats' | 'bot'>;

/** The ideas that this sandbox has the people and groups for. */
export const trialsOf = (district: District): Trial[] => possible(ideas, district);

/** The same of what arrived this morning. */
export const arrivedOf = (district: District): Trial[] => possible(arrived, district);

function possible(some: Idea[], { people, chats, bot }: District): Trial[] {
  const everybody = [{ openId: bot.openId, name: bot.name }, ...people];
  return some.flatMap(({ title, hint, who, group, text, shows }) => {
    const openId = people.find((person) => person.name === who)?.openId;
    const chatId = chats.find((chat) => chat.kind === 'group' && chat.name === group)?.chatId;
    if (!openId || (group && !chatId)) return [];
    const mentions = everybody.filter(({ name }) => text?.includes(`@${name}`));
    return [{ title, hint, openId, chatId, text, mentions, shows }];
  });
}
