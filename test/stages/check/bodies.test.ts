import {describe, expect, it} from 'vitest'
import {renamedBody, sameBody} from '../../../stages/check/bodies.ts'

const region = {code: '620702', province: '甘肃省', prefecture: '张掖市', county: '甘州区', township: null}
const unknown = {code: null, province: null, prefecture: null, county: null, township: null}

describe('names of one body', () => {
  it.each([
    ['甘州区人民政府西街街道办事处', '西街办事处'],
    ['甘州区人民政府西街街道办事处', '甘肃省张掖市甘州区西街街道办事处'],
    ['甘州区人民政府办公室', '区政府办'],
    ['甘州区人民政府', '甘州区政府'],
    ['甘州区人民政府', '甘州区'],
    ['甘州区卫生健康局', '区卫健局'],
    ['甘州区人力资源和社会保障局', '甘州区人社局'],
    ['甘州区市场监督管理局', '市场监管局'],
    ['张掖市甘州区教育局', '甘州教育局（本级）'],
    ['甘州区城市管理综合执法局', '区执法局'],
    ['甘州区文化广电旅游体育局', '区文广体旅局'],
    ['甘州区碱滩镇人民政府', '碱滩镇人民政府办公室'],
    ['甘州区碱滩镇人民政府', '碱滩镇党政综合办公室'],
    ['甘州区碱滩镇人民政府', '张掖市碱滩镇人民政府'],
    ['甘州区人民政府西街街道办事处', '西街街道党政办'],
    ['甘州区自然资源局', '张掖市自然资源局甘州分局'],
    ['甘州区财政局', '市财政局'],
  ])('%s = %s', (first, second) => {
    expect([sameBody(first, second, region), sameBody(second, first, region)]).toEqual([true, true])
  })

  it('reads 片区 as a part of a zone, not as a district', () => {
    const fuzhou = {...unknown, code: '350100', province: '福建省', prefecture: '福州市'}
    const [whole, short] = ['中国(福建)自由贸易试验区福州片区管理委员会', '福州自贸片区管委会']
    expect([sameBody(whole, short, fuzhou), sameBody(short, whole, fuzhou)]).toEqual([true, true])
  })

  it('needs no region where one name abbreviates the other', () => {
    expect(sameBody('聊城市机关事务管理局', '市机关事务管理局', unknown)).toBe(true)
  })
})

describe('names of two bodies', () => {
  it.each([
    ['甘州区教育局', '高台县教育局'],
    ['甘州区教育局', '张掖市教育局'],
    ['甘州区教育局', '甘肃省教育局'],
    ['甘州区人民政府', '张掖市人民政府'],
    ['甘州区碱滩镇人民政府', '甘州区沙井镇党政办'],
    ['甘州区教育局', '甘州区民政局'],
    ['甘州区教育局', '甘州区人民政府办公室'],
    ['甘州区西街街道办事处', '甘州区东街街道办事处'],
    ['甘州区住房和城乡建设局', '甘州区交通运输局'],
  ])('%s ≠ %s', (first, second) => {
    expect([sameBody(first, second, region), sameBody(second, first, region)]).toEqual([false, false])
  })
})

describe('names before and after a reform', () => {
  const renamed = [
    '生态环境局|环境保护局|环保局',
    '自然资源局|国土资源局|国土局|规划局',
    '文化旅游局|文化局|旅游局',
    '市场监督管理局|工商行政管理局|工商局|质量技术监督局|质监局',
    '税务局|国家税务局|地方税务局',
  ]
  const both = (first: string, second: string) => [
    renamedBody(first, second, region, renamed),
    renamedBody(second, first, region, renamed),
  ]

  it.each([
    ['甘州区环境保护局', '甘州区生态环境局'],
    ['甘州区环保局', '张掖市生态环境局甘州分局'],
    ['张掖市环境保护局甘州分局', '张掖市生态环境局甘州分局'],
    ['甘州区国土资源局', '甘州区自然资源和规划局'],
    ['甘州区旅游局', '甘州区文化广电和旅游局'],
    ['甘州区文化局', '区文旅局'],
    ['甘州区地方税务局', '国家税务总局张掖市甘州区税务局'],
    ['区工商局', '甘州区市场监管局'],
  ])('%s became %s', (before, after) => {
    expect(both(before, after)).toEqual([true, true])
  })

  it.each([
    ['甘州区环境保护局', '高台县生态环境局'],
    ['甘州区环境保护局', '甘州区自然资源局'],
    ['甘州区文化局', '甘州区旅游局'],
    ['甘州区工商局', '甘州区质监局'],
    ['甘州区工商局', '甘州区质量技术监督局'],
    ['甘州区国土局', '甘州区规划局'],
    ['甘州区环保局', '甘州区教育局'],
  ])('%s did not become %s', (before, after) => {
    expect(both(before, after)).toEqual([false, false])
  })
})
