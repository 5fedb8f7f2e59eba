// Why this exists: Payload checks only the nodes it knows; anything else in a rich text is stored as it comes,
// and so is a `javascript:` link. A body holds what the editor can make, and links that lead to the web.
import type { CollectionBeforeValidateHook } from 'payload'
import { invalid } from '../src/errors/index.ts'

/** @param path name of the rich text */
export const requireCleanText =
  (path: string): CollectionBeforeValidateHook =>
  ({ data, req }) => {
    const body: unknown = data?.[path]
    if (body === undefined || body === null) return data
    const fault =
      isObject(body) && isObject(body.root) && body.root.type === 'root' ? faultIn(body.root, 0) : 'badBody'
    if (fault) throw invalid({ req, path, reason: fault })
    return data
  }

export const requireCleanBody = requireCleanText('body')

const CONTAINERS = new Set(['root', 'paragraph', 'heading', 'quote', 'list', 'listitem', 'link', 'autolink'])
const LEAVES = new Set(['text', 'linebreak', 'tab'])
const MAX_DEPTH = 40

const faultIn = (node: unknown, depth: number): 'badBody' | 'badLink' | undefined => {
  if (!isObject(node) || depth > MAX_DEPTH) return 'badBody'
  const { type, children, text, fields } = node
  if (typeof type !== 'string') return 'badBody'
  if (LEAVES.has(type)) return type === 'text' && typeof text !== 'string' ? 'badBody' : undefined
  if (!CONTAINERS.has(type) || !Array.isArray(children)) return 'badBody'
  if (type.endsWith('link') && !leadsToTheWeb(fields)) return 'badLink'
  for (const child of children) {
    const fault = faultIn(child, depth + 1)
    if (fault) return fault
  }
  return undefined
}

const leadsToTheWeb = (fields: unknown): boolean => {
  if (!isObject(fields) || (fields.linkType !== undefined && fields.linkType !== 'custom')) return false
  try {
    return ['http:', 'https:', 'mailto:'].includes(new URL(String(fields.url)).protocol)
  } catch {
    return false
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
