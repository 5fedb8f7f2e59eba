import { it } from 'vitest'
import { startLoa } from '../helpers/loa.ts'
import { stepsOf } from '../helpers/steps.ts'

it('probe', async () => {
  const loa = await startLoa({ contents: 'demo' })
  const steps = stepsOf(loa)
  const { id: outlet } = await steps.newOutlet({ channel: 'portal' })
  const d = await steps.itemAt({ stage: 'draft', title: 'x', outlets: [outlet] })
  const [{ id }] = await steps.query('select id from _items_v where parent_id=$1', [d.id])
  const a = await loa.rest('POST', `/api/items/versions/${id}`, { as: await steps.token('editor@so-tttt') })
  console.log('RESTORE', a.status, JSON.stringify(a.body))
  // foreign owner reading
  const press = await loa.idOf('outlets', 'bao-thai-nguyen')
  const o = await steps.itemAt({
    stage: 'submitted',
    title: 'của Định Hóa',
    author: 'reporter@ubnd-dinh-hoa',
    outlets: [press],
  })
  for (const p of ['', '?draft=true', '/actions', '/quota']) {
    const r = await loa.rest('GET', `/api/items/${o.id}${p}`, {
      as: await steps.token('approver@bao-thai-nguyen'),
    })
    console.log('FOREIGN', p, r.status, JSON.stringify(r.body).slice(0, 200))
  }
  const l = await loa.rest('GET', `/api/items?draft=true&where[title][equals]=của Định Hóa`, {
    as: await steps.token('approver@bao-thai-nguyen'),
  })
  console.log('FOREIGN list', l.status, JSON.stringify(l.body).slice(0, 200))
  console.log(
    'FOREIGN approve',
    await steps
      .act('approver@bao-thai-nguyen', 'approve', o)
      .then((r) => [r.status, JSON.stringify(r.body).slice(0, 300)]),
  )
  for (const q of [
    'where[email][like]=admin',
    'sort=email',
    'sort=-email',
    'where[resetPasswordToken][exists]=true',
    'where[hash][exists]=true',
    'where[sessions.id][exists]=true',
  ]) {
    const r = await loa.rest('GET', `/api/users?${q}`, { as: await steps.token('reporter@ubnd-dinh-hoa') })
    console.log(
      'USERS',
      q,
      r.status,
      r.body.docs
        ? r.body.docs
            .map((u: any) => Object.keys(u).join() + ':' + u.email + u.name)
            .join(' | ')
            .slice(0, 500)
        : JSON.stringify(r.body).slice(0, 300),
    )
  }
  for (const q of [
    'where[author.email][like]=admin',
    'where[lastComment][exists]=true',
    'sort=lastComment',
    'sort=author.email',
    'where[author][exists]=true',
    'where[approvals][exists]=true',
    'where[contributors][exists]=true',
  ]) {
    const r = await loa.rest('GET', `/api/items?${q}`, { as: `Bearer ${loa.keyOf('portal-dinh-hoa')}` })
    console.log('ITEMS', q, r.status, JSON.stringify(r.body).slice(0, 200))
  }
  await loa.stop()
})
