// Covers, drawn here.
import type { PayloadRequest } from 'payload'
import { type Account, requestAs } from './createAccounts.ts'
import type { DemoPicture } from './demoFiles.ts'
import { drawPicture } from './drawPicture.ts'

export const createPictures = async ({
  req,
  pictures,
  accounts,
}: {
  req: PayloadRequest
  pictures: DemoPicture[]
  accounts: Account[]
}) => {
  const owner = accounts.find(({ role }) => role === 'editor')
  const made = new Map<string, string>()
  for (const picture of pictures) {
    const data = await drawPicture({ picture, width: 1600, height: 900 })
    const doc = await req.payload.create({
      collection: 'media',
      data: { alt: picture.alt, credit: picture.credit } as never,
      file: { data, mimetype: 'image/jpeg', name: `${picture.key}.jpg`, size: data.length },
      depth: 0,
      overrideAccess: true,
      req: requestAs({ req, account: owner }),
    })
    made.set(picture.key, String(doc.id))
  }
  return made
}
