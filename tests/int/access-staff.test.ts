// Who may do what: the table at the head of src/access/table.ts, each cell tried by REST.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { LEAK, type Person, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  // what no demo has yet: a portal fetched and confirmed something
  await steps.query(`insert into retrievals (id, edition) values (gen_random_uuid(), 1)`)
  await steps.query(
    `insert into receipts (id, edition, url, published_at) values (gen_random_uuid(), 1, 'https://example.vn', now())`,
  )
})
afterAll(() => loa.stop())

const COLUMNS = ['anonymous', 'subscriber', 'reporter', 'editor', 'approver', 'admin'] as const
type Column = (typeof COLUMNS)[number]
const headerOf = async (column: Column) => {
  if (column === 'anonymous') return undefined
  if (column === 'subscriber') return `Bearer ${loa.keyOf('portal-dinh-hoa')}`
  return steps.token(`${column}@so-tttt`)
}

// r read · c create · u update · d delete, of documents of one's own organisation
const TABLE: Record<string, Record<Column, string>> = {
  plans: { anonymous: '', subscriber: 'r', reporter: 'r', editor: 'r', approver: 'r', admin: 'crud' },
  themes: { anonymous: '', subscriber: 'r', reporter: 'r', editor: 'r', approver: 'r', admin: 'crud' },
  tasks: { anonymous: '', subscriber: 'r', reporter: 'r', editor: 'r', approver: 'r', admin: 'crud' },
  lines: { anonymous: '', subscriber: 'r', reporter: 'r', editor: 'r', approver: 'r', admin: 'crud' },
  organizations: { anonymous: '', subscriber: 'r', reporter: 'r', editor: 'r', approver: 'r', admin: 'crud' },
  outlets: { anonymous: '', subscriber: 'r', reporter: 'r', editor: 'r', approver: 'r', admin: 'crud' },
  quotas: { anonymous: '', subscriber: '', reporter: 'r', editor: 'r', approver: 'r', admin: 'crud' },
  events: { anonymous: '', subscriber: 'r', reporter: 'r', editor: 'crud', approver: 'crud', admin: 'crud' },
  users: { anonymous: '', subscriber: '', reporter: 'r', editor: 'r', approver: 'r', admin: 'crud' },
  subscribers: { anonymous: '', subscriber: 'r', reporter: '', editor: '', approver: '', admin: 'crud' },
  'subscriber-keys': { anonymous: '', subscriber: '', reporter: '', editor: '', approver: '', admin: 'r' },
  'quota-slots': { anonymous: '', subscriber: '', reporter: 'r', editor: 'r', approver: 'r', admin: 'r' },
  editions: { anonymous: '', subscriber: '', reporter: 'r', editor: 'r', approver: 'r', admin: 'r' },
  placements: { anonymous: '', subscriber: '', reporter: 'r', editor: 'r', approver: 'r', admin: 'r' },
  receipts: { anonymous: '', subscriber: '', reporter: 'r', editor: 'r', approver: 'r', admin: 'r' },
  retrievals: { anonymous: '', subscriber: '', reporter: 'r', editor: 'r', approver: 'r', admin: 'r' },
  'audit-log': { anonymous: '', subscriber: '', reporter: 'r', editor: 'r', approver: 'r', admin: 'r' },
}

/** A document that may be created, updated and deleted without harm; fresh for each cell. */
let count = 0
const sample = async (collection: string) => {
  count += 1
  const [plan, organization, outlet] = [
    await loa.idOf('plans', 'TN-CDS-2024-2025'),
    await loa.idOf('organizations', 'so-tttt'),
    await loa.idOf('outlets', 'led-dinh-hoa'),
  ]
  const code = `thu-${count}`
  const dates = { startsOn: '2030-01-01', endsOn: '2030-12-31' }
  const samples: Record<string, object> = {
    plans: { code, title: 'x', organization, timeZone: 'Asia/Ho_Chi_Minh', ...dates },
    themes: { code, title: 'x', plan },
    tasks: { code, title: 'x', plan },
    lines: { code, title: 'x', plan, opensOn: '2030-01-01', closesOn: '2030-12-31' },
    organizations: { code, name: 'x', kind: 'press' },
    outlets: { code, name: 'x', channel: 'press', organization },
    quotas: { code, title: 'x', plan, counts: 'items', enforcement: 'warn', period: 'month', ...dates },
    events: { code, title: 'x', plan, kind: 'launch', startsAt: '2030-01-01T00:00:00.000Z', organization },
    users: {
      email: `${code}@loa.example`,
      password: 'mot-mat-khau-dai-1',
      name: 'x',
      role: 'reporter',
      organization,
    },
    subscribers: { code, name: 'x', outlets: [outlet] },
  }
  return samples[collection] ?? { label: 'x', number: 1 }
}

describe.each(Object.keys(TABLE))('%s', (collection) => {
  it('as in the table', async () => {
    const found: Record<string, string> = {}
    const admin = await steps.token('admin@so-tttt')
    for (const column of COLUMNS) {
      const as = await headerOf(column)
      let may = ''
      const note = (letter: string, status: number, context: string) => {
        expect([200, 201, 400, 403, 404], context).toContain(status)
        if (status < 300) may += letter
      }
      const created = await loa.rest('POST', `/api/${collection}`, { as, body: await sample(collection) })
      note('c', created.status, `${column} create`)
      const read = await loa.rest('GET', `/api/${collection}?limit=1`, { as })
      note('r', read.status, `${column} read`)
      const made =
        created.body.doc?.id ??
        (await loa.rest('POST', `/api/${collection}`, { as: admin, body: await sample(collection) })).body.doc
          ?.id
      const id = made ?? (await loa.rest('GET', `/api/${collection}?limit=1`, { as: admin })).body.docs[0].id
      const text = { title: 'y', name: 'y', label: 'y', comment: 'y', bucket: 'y' }
      note(
        'u',
        (await loa.rest('PATCH', `/api/${collection}/${id}`, { as, body: text })).status,
        `${column} update`,
      )
      // in bulk an access that matches nothing is a 200 with no document
      const bulk = await loa.rest('PATCH', `/api/${collection}?where[id][equals]=${id}`, { as, body: text })
      if (bulk.body.docs?.length) expect(may, `${column} bulk`).toContain('u')
      note('d', (await loa.rest('DELETE', `/api/${collection}/${id}`, { as })).status, `${column} delete`)
      found[column] = may
    }
    expect(found).toEqual(TABLE[collection])
  })
})

describe('items and pictures, by organisation', () => {
  const item = (author: Person, title = 'Của ai') => steps.draft(author, { title })
  const patch = async (person: Person, id: string, body: object) =>
    (await loa.rest('PATCH', `/api/items/${id}`, { as: await steps.token(person), body })).status

  it('a reporter writes his own, an editor and an approver those of their branch, nobody of another', async () => {
    const doc = await item('reporter@ubnd-dinh-hoa')
    expect(await patch('reporter@ubnd-dinh-hoa', doc.id, { title: 'a' })).toBe(200)
    expect(await patch('editor@ubnd-dinh-hoa', doc.id, { title: 'b' })).toBe(200)
    expect(await patch('approver@ubnd-dinh-hoa', doc.id, { title: 'c' })).toBe(200)
    expect(await patch('editor@so-tttt', doc.id, { title: 'd' })).toBe(200)
    for (const other of [
      'reporter@so-tttt',
      'editor@bao-thai-nguyen',
      'approver@trung-tam-thong-tin',
    ] as const) {
      expect(`${other} ${await patch(other, doc.id, { title: 'z' })}`).toMatch(/40[34]$/)
    }
    expect((await steps.latest(doc.id)).title).toBe('d')
    const above = await item('editor@so-tttt')
    expect(await patch('editor@ubnd-dinh-hoa', above.id, { title: 'z' })).toBeGreaterThanOrEqual(403)
    expect(
      (
        await loa.rest('GET', `/api/items/${above.id}?draft=true`, {
          as: await steps.token('editor@ubnd-dinh-hoa'),
        })
      ).status,
    ).toBe(404)
  })

  it('nobody files an item under an organisation that is not his to write for', async () => {
    const so = await loa.idOf('organizations', 'so-tttt')
    const dinhHoa = await loa.idOf('organizations', 'ubnd-dinh-hoa')
    const post = async (person: Person, organization: string) =>
      verdict(
        await loa.rest('POST', '/api/items', {
          as: await steps.token(person),
          body: { title: 'x', kind: 'news', organization },
        }),
      )
    expect(await post('reporter@ubnd-dinh-hoa', so)).toBe('403 forbidden')
    expect(await post('editor@ubnd-dinh-hoa', so)).toBe('403 forbidden')
    expect(await post('reporter@so-tttt', dinhHoa)).toBe('403 forbidden')
    expect(await post('editor@so-tttt', dinhHoa)).toBe('201 ok')
    const doc = await item('editor@ubnd-dinh-hoa')
    expect(
      verdict(
        await loa.rest('PATCH', `/api/items/${doc.id}`, {
          as: await steps.token('editor@ubnd-dinh-hoa'),
          body: { organization: so },
        }),
      ),
    ).toBe('403 forbidden')
  })

  // the main row of a draft may lag behind its newest version; access must follow the newest
  it('one that is handed to another unit is that unit’s from then on', async () => {
    const doc = await item('editor@so-tttt', 'Giao cho Định Hóa')
    expect(
      await patch('editor@so-tttt', doc.id, {
        organization: await loa.idOf('organizations', 'ubnd-dinh-hoa'),
      }),
    ).toBe(200)
    const as = await steps.token('editor@ubnd-dinh-hoa')
    expect(
      (await loa.rest('GET', `/api/items?draft=true&where[id][equals]=${doc.id}`, { as })).body.totalDocs,
    ).toBe(1)
    expect((await loa.rest('GET', `/api/items/${doc.id}?draft=true`, { as })).status).toBe(200)
    expect(await patch('editor@ubnd-dinh-hoa', doc.id, { title: 'Đã nhận' })).toBe(200)
  })

  it('events belong to an organisation too', async () => {
    const own = await loa.payload.find({
      collection: 'events',
      where: { 'organization.code': { equals: 'so-tttt' } },
      limit: 1,
      overrideAccess: true,
    })
    const answer = await loa.rest('PATCH', `/api/events/${own.docs[0]?.id}`, {
      as: await steps.token('editor@ubnd-dinh-hoa'),
      body: { title: 'z' },
    })
    expect([403, 404]).toContain(answer.status)
  })
})

describe('people', () => {
  it('nobody makes himself or another an admin', async () => {
    const [{ id: self }] = await steps.query(
      `select id from users where email = 'editor@so-tttt.loa.example'`,
    )
    const as = await steps.token('editor@so-tttt')
    const organization = await loa.idOf('organizations', 'ubnd-dinh-hoa')
    await loa.rest('PATCH', `/api/users/${self}`, {
      as,
      body: { role: 'admin', organization, email: 'other@loa.example', name: 'Tên mới' },
    })
    await loa.rest('PATCH', `/api/users?where[id][equals]=${self}`, { as, body: { role: 'admin' } })
    await loa.graphql(`mutation { updateUser(id: "${self}", data: { role: admin }) { id } }`, { as })
    expect(await steps.query('select role, email, name from users where id = $1', [self])).toMatchObject([
      { role: 'editor', email: 'editor@so-tttt.loa.example' },
    ])
    for (const [method, address] of [
      ['POST', '/api/users'],
      ['POST', '/api/users/first-register'],
    ] as const) {
      const { status } = await loa.rest(method, address, {
        as,
        body: { email: 'new@loa.example', password: 'mot-mat-khau-dai-1', role: 'admin', name: 'x' },
      })
      expect(`${address} ${status}`).toMatch(/403$/)
    }
    expect(await steps.query(`select count(*)::int as n from users where role = 'admin'`)).toEqual([{ n: 1 }])
  })

  it('nobody changes, unlocks or removes another', async () => {
    const [{ id }] = await steps.query(`select id from users where role = 'admin'`)
    const as = await steps.token('approver@so-tttt')
    expect(
      (await loa.rest('PATCH', `/api/users/${id}`, { as, body: { password: 'mot-mat-khau-dai-1' } })).status,
    ).toBe(403)
    expect((await loa.rest('DELETE', `/api/users/${id}`, { as })).status).toBe(403)
    // there is no lock, and no address for it
    expect(
      (await loa.rest('POST', '/api/users/unlock', { as, body: { email: 'admin@so-tttt.loa.example' } }))
        .status,
    ).toBe(404)
  })

  it('the e-mail of others is neither shown nor found out', async () => {
    const as = await steps.token('reporter@ubnd-dinh-hoa')
    const { body } = await loa.rest('GET', '/api/users?limit=100&depth=2', { as })
    expect(body.docs.length).toBeGreaterThan(5)
    expect(body.docs.filter((user: any) => user.email).map((user: any) => user.email)).toEqual([
      'reporter@ubnd-dinh-hoa.loa.example',
    ])
    expect(JSON.stringify(body)).not.toMatch(/"hash"|"salt"|resetPassword|loginAttempts/)
    const others = body.docs.filter((user: any) => !user.email)
    for (const user of others) expect(user.sessions ?? []).toEqual([])
    for (const query of [
      'where[email][like]=admin',
      'sort=email',
      'where[resetPasswordToken][exists]=true',
      'where[hash][exists]=true',
      'where[sessions.id][exists]=true',
    ]) {
      expect(`${query} ${verdict(await loa.rest('GET', `/api/users?${query}`, { as }))}`).toBe(
        `${query} 400 invalid`,
      )
    }
    for (const query of [
      'where[author.email][like]=admin',
      'where[submittedBy.email][like]=a',
      'sort=author.email',
      'where[or][0][author.hash][exists]=true',
    ]) {
      expect(`${query} ${verdict(await loa.rest('GET', `/api/items?${query}`, { as }))}`).toBe(
        `${query} 400 invalid`,
      )
    }
    const graph = await loa.graphql('{ Users(limit: 100) { docs { name email } } }', { as })
    expect(graph.body.data.Users.docs.filter((user: any) => user.email)).toHaveLength(1)
    const deep = await loa.rest('GET', '/api/items?depth=3&draft=true&limit=50', { as })
    expect(JSON.stringify(deep.body)).not.toMatch(/@(?!ubnd-dinh-hoa)[a-z-]+\.loa\.example/)
  })

  it('login tells nothing: unknown address and wrong password are one answer', async () => {
    const login = (email: string) =>
      loa.rest('POST', '/api/users/login', { body: { email, password: 'sai-mat-khau' } })
    const [known, unknown] = [
      await login('reporter@bao-thai-nguyen.loa.example'),
      await login('editor@bao-thai-nguyen.loa.example'),
    ]
    expect(verdict(known)).toBe('401 unauthenticated')
    expect(known.body).toEqual(unknown.body)
    expect(JSON.stringify(known.body)).not.toMatch(LEAK)
  })

  it('a session ends at logout', async () => {
    const { body } = await loa.rest('POST', '/api/users/login', {
      body: await accountOf('editor', 'bao-thai-nguyen'),
    })
    const me = async () =>
      (await loa.rest('GET', '/api/users/me', { as: body.token })).body.user?.role ?? null
    expect(await me()).toBe('editor')
    expect((await loa.rest('POST', '/api/users/logout', { as: body.token })).status).toBe(200)
    expect(await me()).toBeNull()
  })

  const accountOf = async (role: string, organization: string) => {
    const { readFile } = await import('node:fs/promises')
    const { accounts } = JSON.parse(await readFile(`${loa.dataDir}/demo.json`, 'utf8'))
    const { email, password } = accounts.find(
      (one: any) => one.role === role && one.organization === organization,
    )
    return { email, password }
  }
})
