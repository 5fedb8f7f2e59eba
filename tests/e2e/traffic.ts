// A busy newsroom: its people ask several copies of the cms at the same time, and what they are told is kept.
import type { Application } from '../helpers/application.ts'
import type { Part } from '../helpers/processes.ts'

/** The people who ask, all of the department. */
export type Person = 'admin' | 'reporter' | 'editor' | 'approver'

/** An item as its people last saw it. */
export type Item = { id: string; outlets: string[]; stage: string; revision: string; publishAt?: number }

/** What came back; `status` is `lost` when the process was killed before it answered. */
export type Answer = { status: number | 'lost'; body: any }

/** One transition that was asked for, with its answer. */
export type Told = Answer & { item: string; verb: string; code?: string }

export const trafficOn = (application: Application) => {
  const told: Told[] = []
  let turn = 0

  /** The next copy that runs, in turns. */
  const nextPart = (): Part => {
    const up = application.cmsParts.filter((part) => part.isUp())
    turn += 1
    const part = up[turn % up.length]
    if (!part) throw new Error('no copy of the cms runs')
    return part
  }

  const tokens = new Map<Person, string>()
  const logIn = async (person: Person) => {
    const { email, password } = application.account(person, 'so-tttt')
    const { body } = await send({
      part: nextPart(),
      method: 'POST',
      path: '/api/users/login',
      body: { email, password },
    })
    tokens.set(person, body.token)
  }

  const ask = (
    person: Person,
    method: string,
    path: string,
    body?: unknown,
    part: Part = nextPart(),
  ): Promise<Answer> => send({ part, method, path, body, token: tokens.get(person) })

  /** A request that must succeed. */
  const must = async (...args: Parameters<typeof ask>) => {
    const { status, body } = await ask(...args)
    if (status === 'lost' || status >= 300) throw new Error(`${args[2]}: ${status} ${JSON.stringify(body)}`)
    return body
  }

  /** One transition, with the revision its person knows; on success the item is what the answer says. */
  const act = async ({
    person,
    verb,
    item,
    part,
    ...wish
  }: {
    person: Person
    verb: string
    item: Item
    part?: Part
    publishAt?: number
    comment?: string
  }) => {
    const { publishAt, comment } = wish
    const body = {
      revision: item.revision,
      comment,
      publishAt: publishAt && new Date(publishAt).toISOString(),
    }
    const answer = await ask(person, 'POST', `/api/items/${item.id}/${verb}`, body, part)
    const code: string | undefined = answer.body?.errors?.[0]?.data?.code
    told.push({ ...answer, item: item.id, verb, code })
    if (answer.status === 200) follow(item, answer.body.doc)
    return { ...answer, code }
  }

  /** An item of the reporter's on these outlets, taken to where it waits for an attempt. */
  const itemAt = async ({
    stage,
    ...fields
  }: {
    stage: 'draft' | 'submitted' | 'approved'
    outlets: string[]
    title: string
  }): Promise<Item> => {
    const { doc } = await must('reporter', 'POST', '/api/items', { kind: 'print', summary: 'Thử', ...fields })
    const item: Item = { id: doc.id, outlets: fields.outlets, stage: doc.stage, revision: doc.revision }
    if (stage !== 'draft') await mustAct({ person: 'reporter', verb: 'submit', item })
    if (stage === 'approved') await mustAct({ person: 'approver', verb: 'approve', item })
    return item
  }

  const mustAct = async (wish: Parameters<typeof act>[0]) => {
    const { status, body } = await act(wish)
    if (status !== 200) throw new Error(`${wish.verb}: ${status} ${JSON.stringify(body)}`)
  }

  return {
    told,
    logIn,
    ask,
    must,
    act,
    itemAt,
    /** The transitions that were acknowledged, as the audit log should have them. */
    acknowledged: () =>
      told
        .filter(({ status }) => status === 200)
        .map(({ item, verb, body: { doc } }) => ({ item, verb, stage: doc.stage, revision: doc.revision })),
  }
}

/** Does all jobs, so many at a time, in their order. */
export const abreast = async <Job, Result>(
  width: number,
  jobs: Job[],
  work: (job: Job) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = []
  const left = jobs.entries()
  const one = async () => {
    for (const [index, job] of left) results[index] = await work(job)
  }
  await Promise.all(Array.from({ length: width }, one))
  return results
}

const follow = (item: Item, doc: { stage: string; revision: string; publishAt?: string | null }) => {
  const publishAt = doc.publishAt ? Date.parse(doc.publishAt) : undefined
  Object.assign(item, { stage: doc.stage, revision: doc.revision, publishAt })
}

const send = async ({
  part,
  method,
  path,
  body,
  token,
}: {
  part: Part
  method: string
  path: string
  body?: unknown
  token?: string
}): Promise<Answer> => {
  try {
    const response = await fetch(part.address + path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `JWT ${token}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, body: isJson(response) ? JSON.parse(text) : text }
  } catch (error) {
    // a process that nobody killed has to answer
    if (part.isUp()) throw error
    return { status: 'lost', body: undefined }
  }
}

const isJson = (response: Response) => response.headers.get('content-type')?.includes('json') ?? false
