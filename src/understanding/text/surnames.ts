import { compoundSurnames, surnames } from '../../domain/texts/names.ts';

/** Rarer ones of one character. */
const rare =
  '聂樊岳庞靳戚殷涂耿洪颜毕詹牟甄阎辛关文牛包康常向温庄祝边储褚晋佘卜仇桂蒯瞿井巫仉邸卓宫闵缪胥冷安宁尤费解应宗丘谷郎甘米危时麻竺管卫支乜贲沙郏鄢庾钮隗国明蒲水窦云苗花酆廉岑滕罗邬乐皮伍元卜平和穆萧湛臧计伏成谈茅纪舒屈项梁阮蓝席麻路娄危刁锺徐骆樊胡凌霍虞柯昝管卢莫经房裘干宣邓郁杭左崔钮嵇滑荣翁荀羊惠甄曲封靳汲邴糜松段富乌巴弓牧隗山车班仰秋仲伊栾暴钭厉戎祖符景詹束幸司韶郜蓟薄印宿怀从鄂索咸籍赖蔺屠蒙池乔阴郁能苍双闻莘党翟劳逄姬申扶堵冉宰郦雍璩桑濮扈燕冀尚农别晏柴充慕连茹习宦艾鱼容古易慎戈庚终暨居衡步都满匡寇广禄阙东利蔚越夔隆师巩厍晁勾敖融訾阚那简饶曾沙养鞠须丰巢蒯相后荆红游权逯盖益桓公';

/** Family names of one character, common ones first. */
export const familyNames = surnames + rare;

/** Family names of two characters. */
export const doubleFamilyNames = [...compoundSurnames, '闻人', '轩辕', '端木', '南宫', '申屠', '澹台'];
