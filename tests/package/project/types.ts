// Compiled by tsc as a project's own code is: every entry, strict, with Node's resolution.
import { type ApprovalOptions, approval } from 'loa/approval'
import { createClient, type FoundItem, type Item, LoaError } from 'loa/client'
import { type createDeliveryApp, type DeliveryOptions, delivery } from 'loa/delivery'
import { type QuotaOptions, quota } from 'loa/quota'
import { type ReportOptions, report } from 'loa/report'
import type { Config, Plugin } from 'payload'

const options: [ApprovalOptions, QuotaOptions, DeliveryOptions, ReportOptions] = [
  { collection: 'posts' },
  { collection: 'posts', dueWithinDays: 7 },
  { collection: 'posts' },
  { quotas: 'rules' },
]
export const plugins: Plugin[] = [
  approval(options[0]),
  quota(options[1]),
  delivery(options[2]),
  report(options[3]),
]
export const config: Partial<Config> = { plugins }

// @ts-expect-error an option that does not exist
quota({ nothing: true })

type App = ReturnType<typeof createDeliveryApp>
export const answer = (app: App, request: Request): Response | Promise<Response> => app.fetch(request)

const client = createClient({ baseUrl: 'https://loa.example.vn/v1', key: 'loa_x' })
export const titles = async (): Promise<string[]> => {
  const found: string[] = []
  for await (const item of client.items({ kind: 'news', limit: 50 })) found.push(item.title)
  return found
}
export const titleOf = (found: FoundItem): string =>
  found.state === 'found' ? found.item.title : found.state
export const codeOf = (error: unknown): string => (error instanceof LoaError ? error.code : '')
export const isLarger = (one: Item, other: Item): boolean => one.edition > other.edition
