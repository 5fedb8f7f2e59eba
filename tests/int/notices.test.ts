// People learn what happened: with the transition or not at all, once, by the way each has chosen; and by mail over a
// real SMTP server, which may be away, slow, or in the middle of a message when a worker dies.
import { type ChildProcess, spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '../../src/errors/index.ts'
import { mail } from '../../src/mail/index.ts'
import { createMailSender } from '../../src/notices/index.ts'
import { noticesOptionsIn } from '../../src/notices/options.ts'
import { settleMail } from '../../src/notices/store/settleMail.ts'
import { publishDue } from '../../src/worker/publishDue.ts'
import { remind } from '../../src/worker/remind.ts'
import { tellStuck } from '../../src/worker/tellStuck.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type MailServer, startMailServer } from '../helpers/mailServer.ts'
import { LEAK, type Person, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let outlet: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  outlet = (await steps.newOutlet({ channel: 'screen' })).id
})
beforeEach(() => steps.query('delete from notices'))
afterAll(() => loa.stop())

const emailOf = (person: Person) => `${person}.loa.example`
const idOfUser = async (person: Person): Promise<string> =>
  (await steps.query('select id from users where email = $1', [emailOf(person)]))[0].id
const rows = () =>
  steps.query(`select n.id, n.kind::text, split_part(u.email, '.', 1) as who, n.title, n.text, n.actor, n.on_screen as "onScreen",
    n.mail_state::text as mail, n.mail_attempt::int as attempt, n.mail_error as error, n.details
    from notices n join users u on u.id = n.recipient_id order by n.kind::text collate "C", split_part(u.email, '.', 1) collate "C"`)
const told = async () => (await rows()).map(({ kind, who }) => `${kind} ${who}`)
const item = (more: Record<string, unknown> = {}) => ({
  kind: 'led',
  title: 'Bài thử',
  outlets: [outlet],
  ...more,
})
const mine = async (person: Person) =>
  (await loa.rest('GET', '/api/notices/mine', { as: await steps.token(person) })).body
const choose = async (person: Person, choices: Record<string, string>, as = person) =>
  loa.rest('PATCH', `/api/users/${await idOfUser(person)}`, {
    as: await steps.token(as),
    body: { notices: choices },
  })

describe('what happens to an item', () => {
  it('is told to whoever can act on it, and to its writers', async () => {
    const draft = await steps.draft('reporter@ubnd-dinh-hoa', item())
    expect(await told()).toEqual([])
    const submitted = await steps.must('editor@ubnd-dinh-hoa', 'submit', draft)
    const asked = ['approver2@so-tttt', 'approver@so-tttt', 'approver@ubnd-dinh-hoa']
    expect(await told()).toEqual(asked.map((who) => `submitted ${who}`))
    await steps.query('delete from notices')

    const returned = await steps.must('approver@ubnd-dinh-hoa', 'return', submitted, {
      comment: 'Thiếu số liệu',
    })
    expect((await rows()).map(({ kind, who, text }) => [kind, who, text])).toEqual([
      ['returned', 'editor@ubnd-dinh-hoa', 'Thiếu số liệu'],
      ['returned', 'reporter@ubnd-dinh-hoa', 'Thiếu số liệu'],
    ])
    await steps.query('delete from notices')

    // the author himself: he is not told of what he did
    const again = await steps.must('reporter@ubnd-dinh-hoa', 'submit', returned)
    expect(await told()).toEqual(asked.map((who) => `submitted ${who}`))
    await steps.query('delete from notices')
    // the outlet is another unit's: its owner has to say yes too, and who has said yes is not asked again
    const half = await steps.must('approver@ubnd-dinh-hoa', 'approve', again)
    expect(half.stage).toBe('submitted')
    expect(await told()).toEqual(['submitted approver2@so-tttt', 'submitted approver@so-tttt'])
    await steps.query('delete from notices')
    const approved = await steps.must('approver@so-tttt', 'approve', half)
    expect(await told()).toEqual(['approved reporter@ubnd-dinh-hoa'])
    await steps.must('approver@so-tttt', 'publish', approved)
    expect(await told()).toEqual(['approved reporter@ubnd-dinh-hoa', 'published reporter@ubnd-dinh-hoa'])
  })

  it('is told with it or not at all', async () => {
    const draft = await steps.draft('reporter@so-tttt', item())
    const submitted = await steps.must('reporter@so-tttt', 'submit', draft)
    await steps.query('delete from notices')
    // the audit entry is the last thing a transition writes
    await steps.query(
      `alter table audit_log add constraint nothing_today check (comment <> 'hỏng') not valid`,
    )
    const answer = await steps.act('approver@so-tttt', 'return', submitted, { comment: 'hỏng' })
    await steps.query('alter table audit_log drop constraint nothing_today')
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await told()).toEqual([])
    await steps.must('approver@so-tttt', 'return', submitted, { comment: 'được' })
    expect(await told()).toEqual(['returned reporter@so-tttt'])
  })

  it('is told as each has chosen, which nobody else may change or see', async () => {
    expect(verdict(await choose('approver@so-tttt', { submitted: 'screen' }))).toBe('200 ok')
    expect(verdict(await choose('approver2@so-tttt', { submitted: 'mail' }))).toBe('200 ok')
    // an admin changes users, but not this
    await choose('approver@so-tttt', { submitted: 'none' }, 'admin@so-tttt')
    const seen = await loa.rest('GET', `/api/users/${await idOfUser('approver@so-tttt')}`, {
      as: await steps.token('admin@so-tttt'),
    })
    expect(seen.body.notices?.submitted).toBeUndefined()
    expect(verdict(await choose('approver@so-tttt', { submitted: 'pigeon' }))).toBe('400 invalid')

    await steps.itemAt({ stage: 'submitted', ...item() })
    expect((await rows()).map(({ who, onScreen, mail }) => [who, onScreen, mail])).toEqual([
      ['approver2@so-tttt', false, 'waiting'],
      ['approver@so-tttt', true, 'none'],
    ])
    expect((await mine('approver2@so-tttt')).notices).toEqual([])
    await choose('approver@so-tttt', { submitted: 'none' })
    await steps.query('delete from notices')
    await steps.itemAt({ stage: 'submitted', ...item() })
    expect(await told()).toEqual(['submitted approver2@so-tttt'])
    for (const person of ['approver@so-tttt', 'approver2@so-tttt'] as const)
      await choose(person, { submitted: 'both' })
  })

  it('waits for nobody any more once another has acted', async () => {
    const submitted = await steps.itemAt({ stage: 'submitted', ...item() })
    expect((await mine('approver2@so-tttt')).unread).toBe(1)
    await steps.must('approver@so-tttt', 'approve', submitted)
    const { unread, notices } = await mine('approver2@so-tttt')
    expect([unread, notices.length]).toEqual([0, 1])
    expect((await rows()).filter(({ kind }) => kind === 'submitted').map((one) => one.mail)).toEqual([
      'none',
      'none',
    ])
  })

  it('is told on screen alone when it is history that is put in later', async () => {
    const draft = await steps.draft('reporter@so-tttt', item())
    const now = new Date(Date.now() - 3 * 86_400_000)
    await steps.transitionAt({ person: 'reporter@so-tttt', verb: 'submit', doc: draft, now })
    expect((await rows()).map(({ mail }) => mail)).toEqual(['none', 'none'])
  })
})

describe('a mention', () => {
  it('is told with the comment; the title only to who may read the item', async () => {
    const draft = await steps.draft('reporter@so-tttt', item({ title: 'Chưa ai biết' }))
    const mentions = [
      await idOfUser('editor@so-tttt'),
      await idOfUser('editor@ubnd-dinh-hoa'),
      await idOfUser('reporter@so-tttt'),
    ]
    const answer = await loa.rest('POST', '/api/comments', {
      as: await steps.token('reporter@so-tttt'),
      body: { item: draft.id, text: 'Xem giúp', mentions },
    })
    expect(answer.status).toBe(201)
    expect((await rows()).map(({ who, title, text }) => [who, title, text])).toEqual([
      ['editor@so-tttt', 'Chưa ai biết', 'Xem giúp'],
      ['editor@ubnd-dinh-hoa', null, 'Xem giúp'],
    ])
  })
})

describe('the list', () => {
  it('is its reader’s alone, by every way in, and is read when he says so', async () => {
    await steps.itemAt({ stage: 'submitted', ...item() })
    await steps.itemAt({ stage: 'submitted', ...item({ title: 'Bài hai' }) })
    const { unread, notices } = await mine('approver@so-tttt')
    expect(unread).toBe(2)
    expect(
      notices.map(({ title, path: to }: any) => [title, to.startsWith('/admin/collections/items/')]),
    ).toEqual([
      ['Bài hai', true],
      ['Bài thử', true],
    ])
    expect(JSON.stringify(notices)).not.toMatch(/mail|lease/i)
    const others = await steps.query(`select id from notices where recipient_id = $1 limit 1`, [
      await idOfUser('approver2@so-tttt'),
    ])
    const as = await steps.token('approver@so-tttt')
    const ids = [notices[0].id, others[0].id]
    expect((await loa.rest('POST', '/api/notices/read', { as, body: { ids } })).body).toEqual({ read: 1 })
    expect((await mine('approver@so-tttt')).unread).toBe(1)
    expect((await mine('approver2@so-tttt')).unread).toBe(2)
    expect((await loa.rest('POST', '/api/notices/read', { as, body: {} })).body).toEqual({ read: 1 })

    for (const bad of [{ ids: ['x'] }, { ids: 'x' }])
      expect(verdict(await loa.rest('POST', '/api/notices/read', { as, body: bad }))).toBe('400 invalid')
    expect(verdict(await loa.rest('GET', '/api/notices/mine?limit=0', { as }))).toBe('400 invalid')
    // Payload's own addresses
    expect((await loa.rest('GET', '/api/notices?limit=100', { as })).body.docs.length).toBe(2)
    expect((await loa.rest('GET', `/api/notices/${others[0].id}`, { as })).status).toBe(404)
    const forged = {
      kind: 'submitted',
      topic: 'x',
      recipient: await idOfUser('admin@so-tttt'),
      onScreen: true,
    }
    expect((await loa.rest('POST', '/api/notices', { as, body: forged })).status).toBe(403)
    expect(
      (await loa.rest('PATCH', `/api/notices/${notices[0].id}`, { as, body: { title: 'x' } })).status,
    ).toBe(403)
    expect((await loa.rest('DELETE', `/api/notices/${notices[0].id}`, { as })).status).toBe(403)
    for (const stranger of [undefined, `Bearer ${loa.keyOf('portal-tinh')}`]) {
      for (const address of ['/api/notices/mine', '/api/notices'])
        expect((await loa.rest('GET', address, { as: stranger })).status).toBe(403)
      expect((await loa.rest('POST', '/api/notices/read', { as: stranger, body: {} })).status).toBe(403)
    }
  })

  it('goes with its reader', async () => {
    const as = await steps.token('admin@so-tttt')
    const { body } = await loa.rest('POST', '/api/users', {
      as,
      body: {
        name: 'Tạm thời',
        email: 'tam@so-tttt.loa.example',
        password: 'mot-mat-khau-dai',
        role: 'approver',
        organization: await loa.idOf('organizations', 'so-tttt'),
      },
    })
    await steps.itemAt({ stage: 'submitted', ...item() })
    expect(await told()).toContain('submitted tam@so-tttt')
    expect((await loa.rest('DELETE', `/api/users/${body.doc.id}`, { as })).status).toBe(200)
    expect(await told()).not.toContain('submitted tam@so-tttt')
  })
})

describe('mail', () => {
  const servers: MailServer[] = []
  const workers: ChildProcess[] = []
  const own = loa ? loa.payload.email : undefined
  // a worker that starts after seven in the plan's morning reminds everybody, whom these tests do not count
  beforeAll(() => steps.query(`update users set notices_due = 'none', notices_overdue = 'none'`))
  afterAll(() => steps.query(`update users set notices_due = 'both', notices_overdue = 'both'`))
  afterEach(async () => {
    for (const worker of workers.splice(0)) worker.kill('SIGKILL')
    for (const server of servers.splice(0)) await server.close()
    if (own) loa.payload.email = own
  })
  const newServer = async (port?: number) => {
    const server = await startMailServer({ port })
    servers.push(server)
    return server
  }
  /** The adapter that payload.config.ts makes of this SMTP_URL. */
  const mailBy = async (smtpUrl: string) => {
    const adapter = await mail({ smtpUrl, dataDir: loa.dataDir, from: 'loa@tin.example.vn' })
    const { payload } = loa
    payload.email = adapter({ payload })
    payload.sendEmail = payload.email.sendEmail as never
  }
  const baseUrl = 'https://loa.example.vn'
  const sender = (at?: number) =>
    createMailSender({
      payload: loa.payload,
      baseUrl,
      now: at === undefined ? undefined : () => new Date(at),
    })
  const startWorker = async (smtpUrl: string, attempt = 1): Promise<ChildProcess> => {
    const worker = spawn(process.execPath, ['--import', 'tsx', 'src/worker/index.ts'], {
      env: {
        ...process.env,
        DATABASE_URL: loa.databaseUrl,
        DATA_DIR: loa.dataDir,
        NODE_ENV: 'production',
        SMTP_URL: smtpUrl,
        PUBLIC_URL: baseUrl,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    workers.push(worker)
    const code = await new Promise<number | null | undefined>((resolve) => {
      worker.stdout?.on('data', (text) => String(text).includes('worker runs') && resolve(undefined))
      worker.once('exit', (ended) => resolve(ended))
    })
    if (code === undefined) return worker
    // Node 20 now and then ends with 13 where an import through a loader should go on; nothing of ours ran yet
    if (code !== 13 || attempt === 5) throw new Error(`the worker ended with ${code}`)
    return startWorker(smtpUrl, attempt + 1)
  }
  const until = async (isDone: () => boolean | Promise<boolean>, ms = 20_000) => {
    const end = Date.now() + ms
    while (!(await isDone())) {
      if (Date.now() > end) throw new Error('it did not happen')
      await sleep(50)
    }
  }
  const decoded = ({ source }: { source: string }) => {
    const part = (type: string) => {
      const [, headers = '', body = ''] =
        new RegExp(
          `Content-Type: ${type}[^\\n]*\\r?\\n((?:[^\\r\\n]+\\r?\\n)*)\\r?\\n([\\s\\S]*?)\\r?\\n--+_`,
        ).exec(source) ?? []
      return /base64/i.test(headers)
        ? Buffer.from(body, 'base64').toString('utf8')
        : Buffer.from(
            body
              .replaceAll(/=\r?\n/g, '')
              .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ).toString('utf8')
    }
    return { text: part('text/plain'), html: part('text/html') }
  }

  it('says it in the language of its reader, as text and as HTML, with the way to the item', async () => {
    const server = await newServer()
    await mailBy(server.url)
    await choose('approver2@so-tttt', { language: 'en' })
    const doc = await steps.itemAt({ stage: 'submitted', ...item({ title: 'Bài "<b>lạ</b>" & khác' }) })
    expect(await sender().sendDue()).toBe(2)
    await choose('approver2@so-tttt', { language: 'vi' })
    const [first, second] = ['approver@', 'approver2@'].map((who) =>
      decoded(server.taken.find(({ to }) => to[0]?.startsWith(who)) as never),
    )
    expect(first?.text).toContain('gửi bài “Bài "<b>lạ</b>" & khác”, đang chờ bạn duyệt.')
    expect(second?.text).toContain('submitted “Bài "<b>lạ</b>" & khác”, which waits for your approval.')
    for (const one of [first, second]) {
      expect(one?.text).toContain(`https://loa.example.vn/admin/collections/items/${doc.id}`)
      expect(one?.text).toContain('https://loa.example.vn/admin/account')
      expect(one?.html).toContain(`href="https://loa.example.vn/admin/collections/items/${doc.id}"`)
      expect(one?.html).toContain('&#60;b&#62;lạ')
      expect(one?.html).not.toContain('<b>lạ')
    }
    for (const { id } of server.taken) expect(id).toMatch(/^<notice-[0-9a-f-]{36}@tin\.example\.vn>$/)
    expect((await rows()).map(({ mail: state, attempt }) => [state, attempt])).toEqual([
      ['sent', 1],
      ['sent', 1],
    ])
    expect(await sender().sendDue()).toBe(0)
  })

  it('is kept as files without a server', async () => {
    await mailBy('')
    await steps.itemAt({ stage: 'submitted', ...item({ title: 'Vào hộp thư' }) })
    await sender().sendDue()
    const folder = path.join(loa.dataDir, 'mail')
    const texts = await Promise.all(
      (await readdir(folder)).map((name) => readFile(path.join(folder, name), 'utf8')),
    )
    expect(texts.filter((text) => text.includes('Vào hộp thư')).length).toBe(2)
  })

  it('waits for a server that is away, longer each time, and gives up in the end; nothing else waits', async () => {
    const server = await newServer()
    const { port, url } = server
    await server.close()
    servers.pop()
    await mailBy(url)
    const since = Date.now()
    await steps.itemAt({ stage: 'submitted', ...item() })
    expect(Date.now() - since).toBeLessThan(5000)
    let at = Date.now() + 1000
    await sender(at).sendDue()
    expect(await sender(at).sendDue()).toBe(0)
    const [one] = await rows()
    expect([one.mail, one.attempt, one.error]).toEqual(['waiting', 1, 'ESOCKET'])
    expect(JSON.stringify(await rows())).not.toMatch(LEAK)
    // back again
    const again = await newServer(port)
    at += 10_000
    expect(await sender(at).sendDue()).toBe(2)
    expect(again.taken.length).toBe(2)

    await again.close()
    servers.pop()
    await steps.query('delete from notices')
    await steps.itemAt({ stage: 'submitted', ...item() })
    for (let attempt = 0; attempt < 10; attempt += 1) {
      at += 30 * 3_600_000
      await sender(at).sendDue()
    }
    expect((await rows()).map(({ mail: state, attempt }) => [state, attempt])).toEqual([
      ['dead', 10],
      ['dead', 10],
    ])
  })

  it('gives up at once what the server will never take, and tries again what it may', async () => {
    const server = await newServer()
    await mailBy(server.url)
    server.refusedRecipients.add(emailOf('approver@so-tttt'))
    server.reactions.push(() => Promise.reject(Object.assign(new Error('busy'), { responseCode: 451 })))
    await steps.itemAt({ stage: 'submitted', ...item() })
    await sender().sendDue()
    expect((await rows()).map(({ who, mail: state, error }) => [who, state, error])).toEqual([
      ['approver2@so-tttt', 'waiting', 'EMESSAGE 451'],
      ['approver@so-tttt', 'dead', 'EENVELOPE 550'],
    ])
    await sender(Date.now() + 10_000).sendDue()
    expect(server.taken.map(({ to }) => to[0])).toEqual([emailOf('approver2@so-tttt')])
  })

  it('is sent once by two workers', async () => {
    const server = await newServer()
    const many = Array.from({ length: 15 }, (_, n) => `Bài ${n}`)
    for (const title of many) await steps.itemAt({ stage: 'submitted', ...item({ title }) })
    expect((await rows()).length).toBe(30)
    await Promise.all([startWorker(server.url), startWorker(server.url)])
    await until(async () => (await rows()).every(({ mail: state }) => state !== 'waiting'))
    expect(server.taken.length).toBe(30)
    expect(new Set(server.taken.map(({ id }) => id)).size).toBe(30)
  })

  it('is sent once though a worker is killed in the middle of it; after the server took it, again with the same Message-ID', async () => {
    const server = await newServer()
    // the worker dies while the server has the message and has not said yes
    let isHeld = false
    const hold = () => {
      isHeld = true
      return new Promise<void>((_, reject) => setTimeout(() => reject(new Error('gone')), 3000).unref())
    }
    server.reactions.push(hold, hold)
    await steps.itemAt({ stage: 'submitted', ...item() })
    const first = await startWorker(server.url)
    await until(() => isHeld && server.arrived() === 2)
    first.kill('SIGKILL')
    expect(server.taken).toEqual([])
    // who looks while the lease runs leaves it alone
    expect(await sender().sendDue()).toBe(0)
    await steps.query(`update notices set mail_leased_until = now() - interval '1 second'`)
    await Promise.all([startWorker(server.url), startWorker(server.url)])
    await until(async () => (await rows()).every(({ mail: state }) => state === 'sent'))
    expect(server.taken.length).toBe(2)

    // taken, but never recorded: what a crash between the two leaves behind
    const ids = server.taken.map(({ id }) => id).sort()
    await steps.query(`update notices set mail_state = 'waiting', mail_due_at = now()`)
    await until(async () => (await rows()).every(({ mail: state }) => state === 'sent'))
    expect(
      server.taken
        .slice(2)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids)
  })
})

describe('an item whose time has come and that cannot run', () => {
  it('is told once to its people, with the reason, and no more once it is withdrawn', async () => {
    const { id, code } = await steps.newOutlet({ channel: 'screen' })
    const scheduled = await steps.itemAt({ stage: 'scheduled', ...item({ outlets: [id] }) })
    await steps.query('delete from notices')
    await steps.query(`update outlets set closes_on = now() - interval '3 days' where code = $1`, [code])
    await steps.makeDue(scheduled.id)
    expect(await publishDue({ payload: loa.payload })).toBe(0)
    const people = ['approver@so-tttt', 'reporter@so-tttt']
    expect(await told()).toEqual(people.map((who) => `stuck ${who}`))
    for (const { title, text, mail: state } of await rows()) {
      expect(title).toBe('Bài thử')
      expect(text).toMatch(/không hoạt động vào ngày này/)
      expect(state).toBe('waiting')
    }
    // another worker, which knows nothing of the first one
    const { revision } = await steps.latest(scheduled.id)
    const refusal = new Refusal({ code: 'outlet-closed', message: 'Kênh đã đóng' })
    await tellStuck({ payload: loa.payload, id: scheduled.id, revision, refusal })
    expect(await told()).toEqual(people.map((who) => `stuck ${who}`))
    // a mail that is being sent, or whose sender died, does not go out again
    await steps.query(`update notices set mail_lease = 'x', mail_leased_until = now() + interval '1 minute'`)
    await steps.must('editor@so-tttt', 'withdraw', await steps.latest(scheduled.id))
    const left = await rows()
    expect(left.filter(({ kind }) => kind === 'stuck').map(({ mail: state }) => state)).toEqual([
      'none',
      'none',
    ])
    // but what has arrived by then was sent, and what failed is not tried again
    const { pool } = loa.payload.db as unknown as { pool: Pool }
    const settle = settleMail({ pool, options: noticesOptionsIn(loa.payload) })
    const [first, second] = await steps.query(
      `select id, mail_lease as lease from notices where kind = 'stuck'`,
    )
    const [dueAt, error] = [new Date(), null]
    expect(await settle({ row: first, settled: { state: 'sent', dueAt, error } })).toBe(true)
    expect(await settle({ row: second, settled: { state: 'waiting', dueAt, error: 'ESOCKET' } })).toBe(true)
    expect(
      (await rows())
        .filter(({ kind }) => kind === 'stuck')
        .map(({ mail: state }) => state)
        .sort(),
    ).toEqual(['none', 'sent'])
  })
})

describe('reminders', () => {
  const at = async (days: number, hour: string) => {
    const day = await steps.dayOfPlan(days)
    return new Date(`${day.toISOString().slice(0, 10)}T${hour}:00+07:00`)
  }
  /** Days from the first of the plan to its n-th Monday. */
  const mondays = async () => {
    const days: number[] = []
    for (let day = 14; day < 60; day += 1) if ((await at(day, '08:00')).getUTCDay() === 1) days.push(day)
    return days
  }

  it('tell a unit’s editors what falls due within a week, once, from seven in the plan’s zone', async () => {
    const [monday = 0] = await mondays()
    const { payload } = loa
    expect(await remind({ payload, now: await at(monday + 3, '06:59') })).toBe(0)
    expect(await remind({ payload, now: await at(monday + 3, '07:00') })).toBeGreaterThan(0)
    const all = await rows()
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['due']))
    expect(all.every(({ who }) => who.startsWith('editor@'))).toBe(true)
    for (const { details } of all) {
      expect(details.total).toBeGreaterThan(0)
      expect(details.slots.every((slot: any) => slot.missing > 0 && slot.period.vi && slot.quota)).toBe(true)
    }
    // again, and in a process that knows nothing of it
    const { rows: before } = { rows: all.length }
    await steps.query(`update notices set read_at = now()`)
    expect(await remind({ payload: { ...payload } as never, now: await at(monday + 3, '12:00') })).toBe(0)
    expect((await rows()).length).toBe(before)
  })

  it('tell on Mondays what was missed, to editors and approvers of the unit and of those above', async () => {
    const [, monday = 0] = await mondays()
    const { payload } = loa
    for (const day of [monday - 1, monday + 3]) await remind({ payload, now: await at(day, '09:00') })
    expect((await rows()).filter(({ kind }) => kind === 'overdue')).toEqual([])
    await Promise.all([
      remind({ payload, now: await at(monday, '07:00') }),
      remind({ payload: { ...payload } as never, now: await at(monday, '07:00') }),
    ])
    const overdue = (await rows()).filter(({ kind }) => kind === 'overdue')
    const who = overdue.map((one) => one.who)
    expect(new Set(who).size).toBe(who.length)
    expect(who).toContain('approver@so-tttt')
    expect(who.some((one) => /^(admin|reporter)/.test(one))).toBe(false)
    const [{ details }] = overdue.filter((one) => one.who === 'approver@so-tttt')
    expect(details.total).toBeGreaterThanOrEqual(details.slots.length)
    expect(details.slots.length).toBeLessThanOrEqual(15)
    // again on Tuesday, by a process that knows nothing of it
    await remind({ payload: { ...payload } as never, now: await at(monday + 1, '09:00') })
    expect((await rows()).filter(({ kind }) => kind === 'overdue')).toHaveLength(overdue.length)
    // where nothing ran on Monday, the same is told a day later
    await steps.query(`delete from notices where kind = 'overdue'`)
    await remind({ payload: { ...payload } as never, now: await at(monday + 1, '09:00') })
    const late = (await rows()).filter(({ kind }) => kind === 'overdue')
    expect(late.map(({ who, details: of }) => [who, of])).toEqual(
      overdue.map(({ who, details: of }) => [who, of]),
    )
  })
})
