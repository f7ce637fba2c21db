/** Words used in `platform/`: toasts before a press is handled, placeholders of fields, notes about cut text. */
export const platformWords = {
  stillAtIt: '正在处理，结果稍后更新在卡片上',
  failed: '暂未办成，系统会自动重试，结果稍后更新在卡片上',
  unreadablePress: '未能识别这次点击，请重试，或直接发送文字办理',
  choose: '请选择',
  chooseDate: '请选择日期',
  notKept: (limit: number) => `原有内容超过${limit}字，未带入，请重新填写`,
  /** Added to a text that was cut because it is too long for Feishu. */
  cut: '……（内容过长，已截断）',
  unknownContent: '无法识别的内容',
} as const;
