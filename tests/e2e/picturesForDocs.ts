// npm run docs:pictures: takes what the browser tests left in `test-output/screenshots` into the documentation, cut to what
// is spoken of there and small enough for a repository.
import path from 'node:path'
import sharp from 'sharp'

/** Of each picture: the screenshot it is made of, and how much of its height is shown, in pixels. */
const PICTURES: Record<string, [screenshot: string, height: number]> = {
  board: ['board-1440-light', 1300],
  bulk: ['week-15-bulk-1440-light', 900],
  calendar: ['calendar-vi-1440-light', 900],
  compare: ['item-compare-1440-light', 760],
  full: ['week-13-full-1440-light', 900],
  home: ['home-approver-1440-light', 900],
  inbox: ['inbox-vi-1440-light', 720],
  item: ['item-submitted-1440-light', 900],
  leader: ['leader-390-light', 844],
  list: ['list-vi-1440-light', 900],
  login: ['login-1440-light', 900],
  refusal: ['item-refused-1440-light', 900],
  report: ['report-vi-1440-light', 900],
  stale: ['error-stale-save-1440-light', 900],
}

for (const [name, [screenshot, height]] of Object.entries(PICTURES)) {
  const picture = sharp(path.join('test-output', 'screenshots', `${screenshot}.png`))
  const { width, height: whole } = await picture.metadata()
  await picture
    .extract({ left: 0, top: 0, width, height: Math.min(height, whole) })
    .png({ palette: true, compressionLevel: 9, effort: 10 })
    .toFile(path.join('docs', 'pictures', `${name}.png`))
}
