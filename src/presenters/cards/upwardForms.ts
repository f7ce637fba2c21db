import { type FormSpec, long } from './formSpec.ts';

/** Forms for what goes to and comes from the level above: 督办, a head's explanation, the answer to a 批示. */
export const upwardForms: Record<'督办' | '说明' | '批示', FormSpec> = {
  督办: {
    say: '督办',
    submit: '提交督办',
    fields: () => [
      {
        kind: 'choice',
        name: 'level',
        label: '级别',
        required: true,
        choices: [
          { label: '黄：即时提醒承办单位', value: '黄' },
          { label: '红：拟督办单，区营商办签发', value: '红' },
        ],
      },
      { ...long, name: 'reason', label: '督办事由', required: true },
    ],
  },
  说明: {
    say: '说明情况',
    submit: '报送说明',
    fields: () => [{ ...long, name: 'text', label: '情况说明', required: true, hint: '堵点、措施、预计日期' }],
  },
  批示: {
    say: '回复批示',
    submit: '回复批示',
    fields: () => [{ ...long, name: 'text', label: '落实情况', required: true }],
  },
};
