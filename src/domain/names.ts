/** Common surnames: with one of them in front, two or three characters may be a name. */
const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤奚单盛童鲍章左鲁吉柏凤俞倪翟葛查邢骆裴齐施季强凌焦柯阮欧芮卞束';
const compound = '欧阳|上官|司马|诸葛|司徒|夏侯|皇甫|东方|尉迟|公孙|慕容|令狐|宇文|长孙';

/** Pattern of a surname, of one character or two. */
export const surname = `(?:${compound}|[${surnames}])`;
