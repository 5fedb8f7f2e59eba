// Whatever fails, the answer is a code with words; of the exception itself nothing.
import { APIError, NotFound, ValidationError } from 'payload'
import { describe, expect, it } from 'vitest'
import { CommitFailed } from '../../../src/database/transactions.ts'
import { answerErrors } from '../../../src/errors/answerErrors.ts'
import { invalid, Refusal, refuse, STATUS } from '../../../src/errors/index.ts'
import { LEAK } from '../../helpers/steps.ts'

const req = { i18n: { language: 'en' } } as never
const answer = async (error: unknown) =>
  (await answerErrors({ error, req, context: {}, collection: {} } as never)) as any
const verdict = async (error: unknown) => {
  const { status, response } = await answer(error)
  expect(JSON.stringify(response)).not.toMatch(LEAK)
  expect(response.errors[0].message).toBeTruthy()
  return `${status} ${response.errors[0].data.code}`
}
const sqlError = (code: string, message = 'insert into "items" violates') =>
  Object.assign(new Error(message), {
    code,
    severity: 'ERROR',
    detail: 'Key (line_id)=(x) is not present in table "lines".',
  })

describe('answerErrors', () => {
  it.each([
    ['22021', '400 invalid'],
    ['22P02', '400 invalid'],
    ['22007', '400 invalid'],
    ['22003', '400 invalid'],
    ['23503', '400 invalid'],
    ['23505', '400 invalid'],
    ['23502', '400 invalid'],
    ['57P01', '503 unavailable'],
    ['08006', '503 unavailable'],
    ['53300', '503 unavailable'],
    ['40P01', '503 unavailable'],
    ['55P03', '503 unavailable'],
    // of a condition on a JSON field that PostgreSQL cannot read, and of one its field does not know
    ['42601', '400 invalid'],
    ['42883', '400 invalid'],
    ['42703', '500 internal'],
    ['42P01', '500 internal'],
  ])('SQLSTATE %s → %s, also inside another error', async (state, expected) => {
    expect(await verdict(sqlError(state))).toBe(expected)
    expect(await verdict(new Error('Failed query: select x from y', { cause: sqlError(state) }))).toBe(
      expected,
    )
  })

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    // what node-postgres says of a client whose backend was ended
    'Client has encountered a connection error and is not queryable',
    'Connection terminated',
  ])('a lost connection: %s', async (message) => {
    expect(await verdict(new Error('Failed query', { cause: new Error(message) }))).toBe('503 unavailable')
  })

  it('a failed COMMIT is not-stored, whatever broke it', async () => {
    expect(await verdict(new CommitFailed(sqlError('23514')))).toBe('503 not-stored')
    expect(await verdict(new CommitFailed(sqlError('57P01')))).toBe('503 not-stored')
  })

  it('of an unexpected error nothing but that it happened', async () => {
    const error = new TypeError("Cannot read 'x' of undefined at /srv/loa/src/x.ts:1")
    expect(await verdict(error)).toBe('500 internal')
    expect(await verdict(new APIError('secret inner words', 418))).toBe('500 internal')
  })

  it('Payload’s own refusals get a code', async () => {
    expect(await verdict(new NotFound())).toBe('404 not-found')
    expect(await verdict(new APIError('Invalid JSON', 400))).toBe('400 invalid')
    const { response } = await answer(new ValidationError({ errors: [{ path: 'title', message: 'Thiếu' }] }))
    expect(response.errors[0]).toMatchObject({ message: 'Thiếu', data: { code: 'invalid', path: 'title' } })
  })

  it('a refusal keeps its data, in GraphQL too', async () => {
    const refusal = refuse({
      req,
      code: 'quota-exceeded',
      values: { buckets: 'x' },
      data: { violations: [1] },
    })
    expect((await answer(refusal)).response.errors[0].data).toEqual({
      code: 'quota-exceeded',
      violations: [1],
    })
    const graphqlResult = { message: 'x', locations: [], path: [] }
    const wrapped = Object.assign(new Error('x'), { originalError: refusal })
    const answered = (await answerErrors({ error: wrapped, req, graphqlResult, context: {} } as never)) as any
    expect(answered.graphqlResult.extensions).toEqual({
      data: { code: 'quota-exceeded', violations: [1] },
      statusCode: 409,
    })
  })
})

describe('refusals', () => {
  it('have the status of CONTRACT', () => {
    expect(STATUS).toMatchObject({
      forbidden: 403,
      'own-item': 403,
      'stale-revision': 409,
      'wrong-stage': 409,
      'line-closed': 409,
      'quota-exceeded': 409,
      invalid: 400,
      'not-found': 404,
    })
    for (const code of Object.keys(STATUS) as (keyof typeof STATUS)[])
      expect(refuse({ req, code }).status).toBe(STATUS[code])
  })

  it('name the field that is invalid', () => {
    const refusal = invalid({ req, path: 'revision', reason: 'revisionRequired' })
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal.data).toEqual({ code: 'invalid', path: 'revision' })
    expect(refusal.message).not.toContain('{{')
  })
})
