// What stands at the head of an official report, as far as the names of the organisations tell it: `Sở … tỉnh Thái
// Nguyên` is of that place and belongs to `Ủy ban nhân dân tỉnh Thái Nguyên`; a people's committee belongs to none
// (Decree 30/2020/NĐ-CP, Annex I, II.2). What they do not tell, a person writes.
import type { Letterhead, ReportOptions } from './report/index.ts'

export const letterhead: NonNullable<ReportOptions['letterhead']> = async ({ req, issuer }) => {
  const found = /^(?<body>.+?) (?<level>tỉnh|thành phố|thị xã|huyện|xã|phường) (?<place>.+)$/u.exec(
    issuer.name,
  )
  const { body = '', level = '', place = '' } = found?.groups ?? {}
  if (!place) return {}
  if (body === COMMITTEE) return { superior: '', place }
  const name = `${COMMITTEE} ${level} ${place}`
  const { docs } = await req.payload.find({
    collection: 'organizations',
    where: { name: { equals: name } },
    limit: 1,
    depth: 0,
    overrideAccess: false,
    req,
  })
  // beside the superior body the place is not said again
  return docs[0] ? ({ superior: name, issuer: body, place } satisfies Partial<Letterhead>) : { place }
}

const COMMITTEE = 'Ủy ban nhân dân'
