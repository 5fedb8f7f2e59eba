// A bulk save meets what others are doing to the same items: it waits for nobody, says so item by item, and
// what it says it has saved is saved.
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
})
afterAll(() => loa.stop())

const drafts = async (count: number) => {
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) ids.push((await steps.draft('editor@so-tttt', { title: `Tin ${n}` })).id)
  return ids
}

const rename = async (ids: string[], title: string, sort: string) =>
  loa.rest('PATCH', `/api/items?where[id][in]=${ids}&sort=${sort}&depth=0`, {
    as: await steps.token('editor@so-tttt'),
    body: { title },
  })

it('three at a time over the same items in different orders: each item is saved or refused, none waits', async () => {
  for (let round = 0; round < 5; round += 1) {
    const ids = await drafts(8)
    const answers = await Promise.all(
      ['id', '-id', '-updatedAt'].map((sort, index) => rename(ids, `Lượt ${round}.${index}`, sort)),
    )
    for (const { status, body } of answers) {
      expect(status).toBe(body.errors.length === 0 ? 200 : 400)
      expect(body.docs.length + body.errors.length).toBe(ids.length)
      // a refusal has words of its own; what is not public is a fault
      for (const error of body.errors) expect(error).toMatchObject({ isPublic: true })
      for (const { id, title } of body.docs) {
        const stored = await steps.query('select from _items_v where parent_id = $1 and version_title = $2', [
          id,
          title,
        ])
        expect(stored).toHaveLength(1)
      }
    }
    expect(answers.flatMap(({ body }) => body.docs).length).toBeGreaterThan(0)
  }
})

it('an item that somebody else has is refused, the others are saved', async () => {
  const ids = await drafts(3)
  const other = new pg.Client({ connectionString: loa.databaseUrl })
  await other.connect()
  try {
    await other.query('begin')
    await other.query('select from items where id = $1 for update', [ids[1]])
    const { status, body } = await rename(ids, 'Sửa cùng lúc', 'id')
    expect(status).toBe(400)
    expect(body.docs.map(({ id }: { id: string }) => id)).toEqual([ids[0], ids[2]])
    expect(body.errors).toMatchObject([{ id: ids[1], isPublic: true }])
  } finally {
    await other.end()
  }
})
