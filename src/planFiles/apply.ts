// A plan file shown as what it would change, and applied when that is still what it changes.
import { createHash } from 'node:crypto'
import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import { loadPlan } from '../../seed/loadPlan.ts'
import type { Change, Tally } from '../../seed/planChange.ts'
import { type Problem, readPlanFile } from '../../seed/planFile.ts'
import { parseYamlFile, toProblems } from '../../seed/yamlFile.ts'
import { refuse } from '../errors/index.ts'
import { languageOf } from '../i18n/index.ts'
import { type Closed, closedBy } from './closing.ts'

/** What a file changes. `fingerprint` stands for all of it: two that are equal change the same. */
export type PlanDifference = {
  tallies: Record<string, Tally>
  changes: Change[]
  closed: Closed[]
  fingerprint: string
  isApplied: boolean
}

/** A mistake in a file, in the reader's language. Line and column count from 1. */
export type FileProblem = { line: number; column: number; path: string; message: string }

/**
 * Loads the file in one transaction, which is kept when `expected` is the fingerprint of what it does, and undone when
 * there is none.
 * @throws Refusal 400 `invalid` with `problems`, each with its line; 409 `stale-revision` when the plan was changed since
 *   the difference was looked at
 */
export const applyPlanFile = async ({
  req,
  text,
  name,
  expected,
}: {
  req: PayloadRequest
  text: string
  name: string
  expected?: string
}): Promise<PlanDifference> => {
  const read = await readPlanFile({ text, name })
  if ('problems' in read) throw refuseFile({ req, problems: read.problems })
  const { plan, unresolved } = read
  await initTransaction(req)
  try {
    const loaded = await loadPlan({ payload: req.payload, plan, unresolved, req })
    if ('findings' in loaded) {
      const parsed = await parseYamlFile({ text, name })
      const { findings } = loaded
      throw refuseFile({
        req,
        problems: 'file' in parsed ? toProblems({ file: parsed.file, findings }) : parsed.problems,
      })
    }
    const { tallies, changes } = loaded
    const closed = await closedBy({ req, changes, plan: plan.plan.code })
    const fingerprint = createHash('sha256').update(JSON.stringify(changes)).digest('hex')
    if (expected !== undefined && expected !== fingerprint)
      throw refuse({ req, code: 'stale-revision', reason: 'planMoved' })
    await (expected === undefined ? killTransaction(req) : commitTransaction(req))
    return { tallies, changes, closed, fingerprint, isApplied: expected !== undefined }
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}

/** 400 with every mistake of a file and its line. @param reason key below `errors` */
export const refuseFile = ({
  req,
  problems,
  reason = 'planFile',
}: {
  req: PayloadRequest
  problems: Problem[]
  reason?: 'planFile' | 'planNotWritten'
}) => {
  const language = languageOf(req)
  const told: FileProblem[] = problems
    .slice(0, MOST)
    .map(({ line, column, path, message }) => ({ line, column, path, message: message[language] }))
  return refuse({
    req,
    code: 'invalid',
    reason,
    values: { count: problems.length },
    data: { path: 'text', problems: told },
  })
}

/** Problems that are told of one file. */
const MOST = 200
