// A whole plan file says all there is to say of what the plan lays down: what it could say of a rule or a line and leaves
// out, that does not have. Units, outlets and events live on between two files: somebody closes one, or fills in a place.
import { z } from 'zod'
import { entrySchemas, planFileSchema } from './planFile.ts'

/**
 * The optional keys that an entry leaves out, each with what the document has without it. Required keys are there, and
 * fields of a document that no file can name are none of its business.
 * @param list a list of the file, or `plan`
 * @returns nothing for what is not the plan's alone
 */
export const leftOut = ({
  list,
  entry,
}: {
  list: string
  entry: Record<string, unknown>
}): Record<string, unknown> => {
  if (!LAID_DOWN.has(list)) return {}
  const { shape } =
    list === 'plan' ? planFileSchema.shape.plan : entrySchemas[list as keyof typeof entrySchemas]
  return Object.fromEntries(
    Object.entries<z.ZodType>(shape).flatMap(([key, type]) =>
      type instanceof z.ZodOptional && entry[key] === undefined ? [[key, emptyOf(type.unwrap())]] : [],
    ),
  )
}

const LAID_DOWN = new Set(['plan', 'themes', 'tasks', 'lines', 'quotas'])

const emptyOf = (type: unknown): false | null | [] => {
  if (type instanceof z.ZodBoolean) return false
  return type instanceof z.ZodArray ? [] : null
}
