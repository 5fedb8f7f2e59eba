// The announcer's clock: syllables as they are said, and the time they take.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paceOf, readingSeconds, syllablesOf, wordsReadOut } from '../../../src/channels/readingTime.ts'

describe('syllables', () => {
  it.each([
    ['', 0],
    ['… — !', 0],
    ['Thái Nguyên', 2],
    ['Kính thưa bà con và các bạn', 7],
    ['giữa gió giêng quanh quẩn', 5],
    ['khuỷu tay ngoằn ngoèo', 4],
    // hai nghìn không trăm hai mươi tư
    ['2024', 7],
    // mười; hai mươi mốt; một trăm linh năm; một nghìn năm trăm
    ['10', 1],
    ['21', 3],
    ['105', 4],
    ['1.500', 4],
    // chín mươi chín phẩy năm phần trăm
    ['99,5%', 7],
    ['0912345678', 10],
    ['0', 1],
    ['UBND', 4],
    ['internet', 3],
    ['Đề án số 06', 5],
  ])('%s: %i', (text, count) => {
    expect(syllablesOf(text)).toBe(count)
  })

  it('are the same however the letters are composed', () => {
    const text = 'Chuyển đổi số ở vùng cao Thái Nguyên'
    expect(syllablesOf(text.normalize('NFD'))).toBe(syllablesOf(text))
    expect(syllablesOf(text)).toBe(8)
  })

  it('of two texts add up, and no text breaks the count', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        const apart = syllablesOf(one) + syllablesOf(other)
        expect(syllablesOf(`${one} \n ${other}`)).toBe(apart)
      }),
    )
  })
})

describe('seconds', () => {
  it('follow the pace', () => {
    const minute = 'một '.repeat(200)
    expect(readingSeconds(minute)).toBe(60)
    expect(readingSeconds(minute, 100)).toBe(120)
    expect(readingSeconds('một', 200)).toBe(1)
    expect(readingSeconds('')).toBe(0)
  })
})

it('what is read out is the script, else the text, else the summary, at the pace of the station', () => {
  const given = { script: ' Kính thưa ', text: 'Nội dung', summary: 'Tóm tắt' }
  expect(wordsReadOut(given)).toBe('Kính thưa')
  expect(wordsReadOut({ ...given, script: ' \n' })).toBe('Nội dung')
  expect(wordsReadOut({ ...given, script: null, text: '' })).toBe('Tóm tắt')
  expect(wordsReadOut({ script: undefined, text: undefined, summary: undefined })).toBe('')
  expect([paceOf({ syllablesAMinute: 120 }), paceOf({ syllablesAMinute: null }), paceOf(undefined)]).toEqual([
    120, 200, 200,
  ])
})
