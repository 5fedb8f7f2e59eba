// What the program of a portal installs: the delivery API as functions. Nothing but the platform is needed (fetch), so it
// runs in Node.js 20 and Deno alike. Not in pages: the key would be everybody's there, and the API answers no other origin.
export type { ChangesOptions, CursorStore } from './changes.ts'
export { type Client, type ClientOptions, createClient } from './createClient.ts'
export { LoaError } from './error.ts'
export type { Change, FoundItem, Item, ItemsFilters, Media, Page, Receipt, Screen, Script } from './types.ts'
export { verifyWebhook, type WebhookEvent } from './verifyWebhook.ts'
