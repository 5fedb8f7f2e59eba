// What the program of a portal installs: the delivery API as functions. Nothing but the platform is needed
// (fetch), so it runs in Node.js 20, Deno and browsers alike.
export type { ChangesOptions, CursorStore } from './changes.ts'
export { type Client, type ClientOptions, createClient } from './createClient.ts'
export { LoaError } from './error.ts'
export type { Change, FoundItem, Item, ItemsFilters, Media, Page, Receipt, Screen, Script } from './types.ts'
export { verifyWebhook, type WebhookEvent } from './verifyWebhook.ts'
