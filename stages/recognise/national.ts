/** How names of bodies of the State Council begin, or what they are. */
const NATIONAL =
  /^(?:国务院|中华人民共和国|国家|中国|全国)|^(?:外交|国防|教育|科学技术|工业和信息化|公安|民政|司法|财政|人力资源和社会保障|自然资源|生态环境|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游|应急管理|退役军人事务)部$|^(?:海关总署|审计署)$/u

/** 国家邮政局, 国家税务总局, and nothing behind it. */
const WHOLE = /^国家[^局]{2,12}局$|^全国海关$/u

/** What names of branches hold: a division (not known to us perhaps), or how branches are called. */
const BRANCH = /[省县州旗盟]|市(?!场)|区(?!域)|(?:分|支|监管|管理)局$|[分支]行$|[队站所处]$|海关$/u

/** Whether a name in which no division was found is that of a body of the State Council, and not of a branch of one. */
export function isNational(name: string): boolean {
  return NATIONAL.test(name) && (WHOLE.test(name) || !BRANCH.test(name))
}
