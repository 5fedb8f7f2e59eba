// Copies on the distribution list beside copies handed out.
import { describe, expect, it } from 'vitest'
import { compareDeliveries, type Delivery, stateOf } from '../../../src/channels/deliveries.ts'
import { copiesIn, isDistribution } from '../../../src/channels/distribution.ts'

const compared = (list: string, deliveries: Delivery[]) =>
  compareDeliveries({ shares: copiesIn(list), deliveries }).map((row) => [
    row.unit,
    row.planned,
    row.delivered,
    stateOf(row),
  ])

describe('deliveries beside the list', () => {
  it('are added up unit by unit in the order of the list', () => {
    const deliveries = [
      { receiver: 'Định Hóa', copies: 300 },
      { receiver: 'Đại Từ', copies: 120 },
      { receiver: 'Định Hóa', copies: 200 },
    ]
    expect(compared('Võ Nhai: 300\nĐịnh Hóa: 500\nĐại Từ: 100\nPhú Lương: 50', deliveries)).toEqual([
      ['Võ Nhai', 300, 0, 'owed'],
      ['Định Hóa', 500, 500, 'enough'],
      ['Đại Từ', 100, 120, 'more'],
      ['Phú Lương', 50, 0, 'owed'],
    ])
  })

  it('tell of others behind it, by name as Vietnamese orders them, and last of what names nobody', () => {
    const deliveries = [
      { copies: 7 },
      { receiver: 'Xã 10', copies: 1 },
      { receiver: 'Đồng Hỷ', copies: 2 },
      { receiver: '  ', copies: 5 },
      { receiver: 'Xã 2', copies: 3 },
      { receiver: 'Dân Tiến', copies: 4 },
      { receiver: null, copies: 1 },
    ]
    expect(compared('Võ Nhai: 300', deliveries)).toEqual([
      ['Võ Nhai', 300, 0, 'owed'],
      ['Dân Tiến', 0, 4, 'unlisted'],
      ['Đồng Hỷ', 0, 2, 'unlisted'],
      ['Xã 2', 0, 3, 'unlisted'],
      ['Xã 10', 0, 1, 'unlisted'],
      [null, 0, 13, 'unnamed'],
    ])
  })

  it('know a name in another case, with other spaces and in another encoding', () => {
    const names = ['ĐỊNH HÓA', ' định   hóa ', 'Định\u00A0Hóa', 'Định Hóa'.normalize('NFD')]
    expect(
      compared(
        'Định Hóa: 400',
        names.map((receiver) => ({ receiver, copies: 100 })),
      ),
    ).toEqual([['Định Hóa', 400, 400, 'enough']])
  })

  it('do not take one name for another that differs in its diacritics', () => {
    const deliveries = [
      { receiver: 'Dinh Hoa', copies: 1 },
      { receiver: 'Định Hoa', copies: 1 },
    ]
    expect(compared('Định Hóa: 400', deliveries)).toEqual([
      ['Định Hóa', 400, 0, 'owed'],
      ['Dinh Hoa', 0, 1, 'unlisted'],
      ['Định Hoa', 0, 1, 'unlisted'],
    ])
  })

  it('add up what the list gives a unit on two lines, and stand alone without a list', () => {
    expect(compared('Võ Nhai: 300\nvõ nhai: 50', [{ receiver: 'Võ Nhai', copies: 350 }])).toEqual([
      ['Võ Nhai', 350, 350, 'enough'],
    ])
    expect(compared('', [{ receiver: 'Võ Nhai', copies: null }])).toEqual([['Võ Nhai', 0, 0, 'unlisted']])
    expect(compared('', [])).toEqual([])
  })
})

describe('a distribution list', () => {
  it('has a unit and its copies on each line', () => {
    expect(copiesIn(' Định Hóa : 500\r\n\nTổ 3: khu B: 20\nkhông đọc được')).toEqual([
      { unit: 'Định Hóa', copies: 500 },
      { unit: 'Tổ 3: khu B', copies: 20 },
    ])
    expect([undefined, '', 'Định Hóa: 500\n', 'Định Hóa: 0', 'Định Hóa'].map(isDistribution)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })
})
