// Documents, columns, briefs, and the programmes of events: what items are written against.
import type { PayloadRequest } from 'payload'
import type { DemoNewsroom } from './demoFiles.ts'
import { idByCode } from './idByCode.ts'

/** Who guides all others (plan, III.1). */
export const GUIDE = 'so-tttt'

export const createGuidance = async ({
  req,
  newsroom: { documents, programmes, briefs, events },
}: {
  req: PayloadRequest
  newsroom: DemoNewsroom
}) => {
  const organization = await idByCode({ req, collection: 'organizations', code: GUIDE })
  const options = { depth: 0, overrideAccess: true, req } as const
  for (const data of documents)
    await req.payload.create({ collection: 'legal-documents', data: data as never, ...options })
  for (const { outlet, ...data } of programmes)
    await req.payload.create({
      collection: 'programmes',
      data: { ...data, outlet: await idByCode({ req, collection: 'outlets', code: outlet }) },
      ...options,
    })
  for (const { stage, task, line, ...data } of briefs)
    await req.payload.create({
      collection: 'briefs',
      data: {
        ...data,
        organization,
        task: task && (await idByCode({ req, collection: 'tasks', code: task })),
        line: line && (await idByCode({ req, collection: 'lines', code: line })),
        _status: stage,
      },
      draft: stage === 'draft',
      ...options,
    })
  for (const { code, ...data } of events)
    await req.payload.update({
      collection: 'events',
      id: await idByCode({ req, collection: 'events', code }),
      data,
      ...options,
    })
}
