// The play list on paper.
import { expect, it } from 'vitest'
import { sheetOf } from '../../../src/delivery/routes/sheet.ts'
import { portalWords } from '../../../src/i18n/portals/index.ts'

it.each([
  [0, '0:00'],
  [59.4, '0:59'],
  [59.6, '1:00'],
  [119.7, '2:00'],
  [125, '2:05'],
])('a length of %d seconds is %s', (seconds, expected) => {
  const entry = {
    order: 1,
    title: 'Bài',
    priority: 'normal',
    times: ['05:30'],
    repeats: 1,
    seconds,
    text: '',
  }
  const html = sheetOf({
    playlist: {
      date: '2024-11-01',
      entries: [{ ...entry, startsOn: '2024-11-01', endsOn: '2024-11-02' }],
    } as never,
    outletNames: new Map(),
    words: portalWords('en').sheet,
    language: 'en',
  })
  expect(html).toContain(`<dd>${expected}</dd>`)
})

it('is headed by the names of the stations, each once, and by the code where there is no name', () => {
  const entry = { title: '', text: '', priority: 'normal', times: [], startsOn: '', endsOn: '', seconds: 0 }
  const html = sheetOf({
    playlist: {
      date: '2024-11-01',
      entries: ['dai-xa', 'dai-huyen', 'dai-xa'].map((outlet) => ({ ...entry, outlet })),
    } as never,
    outletNames: new Map([['dai-xa', 'Đài xã <Phú Thượng>']]),
    words: portalWords('vi').sheet,
    language: 'vi',
  })
  expect(html).toContain(' · Đài xã &lt;Phú Thượng&gt;, dai-huyen</p>')
})
